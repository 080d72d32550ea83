"""Words for what is on record: why, what deviates, how a step was recorded, how a case ended."""

from __future__ import annotations

from warehouse.i18n import translator

_ = translator("operations_app")


def reason_name(code: str) -> str:
    return {
        "mistake": _("Recorded by mistake"), "system_trouble": _("Trouble with the system"),
        "patron_request": _("Asked for by the visitor"), "other": _("Another reason"),
    }[code]  # fmt: skip


def pause_reason_name(code: str) -> str:
    return {
        "patron": _("Waiting for the visitor"), "authority": _("Waiting for an authority"), "other": _("Another reason"),
    }[code]  # fmt: skip


def deviation_name(deviation: str) -> str:
    return {
        "late": _("late"), "missing": _("not recorded"), "out_of_order": _("out of order"),
        "repeated": _("recorded twice"), "document": _("document missing"),
    }[deviation]  # fmt: skip


def captured_name(captured: str) -> str:
    return {
        "transaction": _("transaction"), "tap": _("tapped"), "backfilled": _("entered later"),
    }.get(captured, captured)  # fmt: skip


def outcome_name(outcome: str) -> str:
    return {
        "done": _("done"), "abandoned": _("given up"), "unpaid": _("done, not paid yet"),
    }.get(outcome, outcome)  # fmt: skip
