"""Words for papers of the road on the screen: kinds, statuses, parties, and the service they belong to."""

from __future__ import annotations

from operations_app.papers.official_parts import SERVICES
from warehouse.i18n import translator

_ = translator("operations_app")


def paper_name(kind: str) -> str:
    return {
        "handover_ba": _("Minutes of handover"), "return_ba": _("Minutes of return"), "stock_ba": _("Minutes of stock"),
        "daily_report": _("Report of the day"), "travel_report": _("Report of the journey"),
        "loan_evidence": _("Loan evidence"), "activity_report": _("Activity report"), "approval": _("Approval letter"),
        "survey": _("Site survey"), "schedule": _("Monthly schedule"), "request_letter": _("Request letter"),
        "photos": _("Photos of the event"),
    }.get(kind, kind)  # fmt: skip


def service_name(sop_code: str) -> str:
    """Services have one name, in Indonesian."""
    return SERVICES.get(sop_code, sop_code)


def status_name(status: str) -> str:
    return {
        "due": _("to be made"), "missing": _("missing"), "unsigned": _("unsigned"), "inconsistent": _("list differs"),
    }.get(status, status)  # fmt: skip


def party_name(kind: str, party: str) -> str:
    if party == "acknowledger":
        return _("Approved by") if kind == "approval" else _("Acknowledged by")
    return {"sender": _("Sender"), "recipient": _("Recipient")}[party]


def way_name(way: str) -> str:
    return {"pin": _("signed with PIN"), "drawn": _("signed on the screen"), "scan": _("signed on the scan")}[way]
