"""Words of ANTER KOPER: stages, acts and kinds of sites, as the desk says them."""

from __future__ import annotations

from warehouse.i18n import translator

_ = translator("operations_app")


def stage_name(stage: str) -> str:
    return {
        "decision": _("Decision"), "survey": _("Survey"), "schedule": _("Schedule"), "preparation": _("Preparation"),
        "visit": _("At the site"), "report": _("Report"),
    }[stage]  # fmt: skip


def act_name(act: str) -> str:
    """What is to be done next, as a button says it."""
    return {
        "decide": _("Decide"), "survey": _("Enter the survey"), "schedule": _("Put on the schedule"),
        "equipment": _("Prepare equipment"), "collection": _("Load the collection"), "depart": _("Depart"),
        "arrive": _("Arrived"), "hand_over": _("Count the books"), "photos": _("Add photos"), "wait": _("Other stops first"),
        "back": _("Back at the office"), "report": _("Recheck and report"),
    }[act]  # fmt: skip


def site_kind_name(kind: str) -> str:
    return {
        "school": _("School"), "university": _("University"), "institution": _("Institution"), "orphanage": _("Orphanage"),
        "home": _("Home for neglected children"), "worship": _("House of worship"), "household": _("Household"),
        "village": _("Village"),
    }.get(kind, kind)  # fmt: skip
