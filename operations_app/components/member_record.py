"""One member's record as HTML: how the card stands, what is out and owed, cards printed, the history. No database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from operations_app.components.pieces import cell, chip, heading, Html, listing, table, with_sub
from operations_app.desk.member_data import Change, command_name, field_name, MemberData, value_text
from operations_app.desk.members import type_name
from operations_app.desk.revenue import kind_name
from warehouse.i18n import local_date, local_datetime, rupiah, translator
from warehouse.records.lookups import MemberCard

_ = translator("operations_app")

DATA = ("birth_date", "sex", "identity_no", "phone", "address", "occupation", "education", "region_code")


def standing(expires_on: date, is_blocked: bool, today: date) -> Html:
    """Blocked, expired, or valid until when."""
    if is_blocked:
        return chip(_("blocked"), "red")
    day = local_date(expires_on, "medium")
    return (
        chip(_("expired on {day}", day=day), "amber") if expires_on < today else chip(_("valid until {day}", day=day))
    )


def member_facts(known: MemberData, card: MemberCard, today: date, zone: str) -> Html:
    parts = [
        Html(
            f'<p class="p-standing">{chip(known.member_no).text} {chip(type_name(known.member_type)).text} '
            f"{standing(card.expires_on, card.is_blocked, today).text}</p>"
        ),
        _data(known),
        heading(_("Copies out")),
        listing(
            (loan.title, loan.copy_no,
             chip(_("due {day}", day=local_date(loan.due_on, "medium")), "red" if loan.is_overdue else ""))
            for loan in card.loans
        ) if card.loans else _none(),
        heading(_("Owed")),
        listing(
            (kind_name(one.revenue_kind), local_datetime(one.charged_at, zone, "short"), rupiah(one.outstanding_idr))
            for one in card.charges
        ) if card.charges else _none(),
        heading(_("Cards handed over")),
        listing((local_datetime(at, zone), "", "") for at in known.printed_at) if known.printed_at else _none(),
    ]  # fmt: skip
    return Html("".join(part.text for part in parts))


def history_table(history: Sequence[Change], zone: str) -> Html:
    """The newest first: when, who, and each field before and after."""
    return table(
        (_("When"), _("What"), _("Before"), _("After")),
        (row for change in history for row in _rows(change, zone)),
    )


def _rows(change: Change, zone: str) -> list[tuple[Html, Html | str, str, str]]:
    when = with_sub(local_datetime(change.at, zone), change.who)
    if not change.fields:
        return [(when, command_name(change.command), "", "")]
    what = command_name(change.command)
    return [
        (
            when if place == 0 else Html(""),
            with_sub(field_name(name), what if change.reason is None else f"{what}: {change.reason}"),
            value_text(name, before),
            value_text(name, after),
        )
        for place, (name, before, after) in enumerate(change.fields)
    ]


def _data(known: MemberData) -> Html:
    rows = "".join(
        f"<dt>{cell(field_name(name))}</dt><dd>{cell(value_text(name, known.values[name]))}</dd>" for name in DATA
    )
    return Html(f'<dl class="p-facts">{rows}</dl>')


def _none() -> Html:
    none = _("None.")
    return Html(f'<p class="p-none">{cell(none)}</p>')
