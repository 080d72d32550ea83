"""Findings in words: what is wrong, what is known of it, what to do about it. Pure; in the language in use.

Vehicles, sites and cases are told by their numbers and officers by their role: no name of a person stands in an alert.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from warehouse.alerts.finding import Finding
from warehouse.i18n import language, local_date, N_, number, translator
from warehouse.identity.roles import ROLES

_ = translator("warehouse")

PAPERS: Mapping[str, str] = {
    "handover_ba": N_("handover record (berita acara)"),
    "return_ba": N_("return record (berita acara)"),
    "stock_ba": N_("stock record (berita acara)"),
    "loan_evidence": N_("loan evidence with copy list"),
    "daily_report": N_("daily report"),
    "travel_report": N_("travel report"),
    "activity_report": N_("activity report"),
    "approval": N_("approval of the head of division"),
    "survey": N_("survey of the site"),
    "schedule": N_("monthly schedule"),
    "photos": N_("photos"),
    "request_letter": N_("letter of request"),
    "receipt": N_("receipt"),
}
LISTING = frozenset({"handover_ba", "return_ba", "stock_ba", "loan_evidence"})


def role_word(role: str) -> str:
    """The role as people call it; of an unknown one its code."""
    return _(ROLES[role]) if role in ROLES else role


def subject(finding: Finding) -> str:
    """What is wrong, in one sentence that stands alone."""
    known = finding.details
    if finding.kind == "document":
        return _document_subject(known)
    if finding.kind == "check":
        return _("Does not hold in {count} rows: {sentence}.", sentence=_of_check(known, "sentence"),
                 count=number(int(known.get("violations", 0))))  # fmt: skip
    if finding.kind == "batch":
        return _("A batch of node {node} cannot be taken in.", node=known.get("node", "?"))
    if finding.kind == "silence":
        return _("Nothing has arrived from node {node} since {day}.", node=known.get("node", "?"),
                 day=_day(known.get("last_on")))  # fmt: skip
    return _("The figures could not be refreshed.")


def _document_subject(known: Mapping[str, Any]) -> str:
    kind = str(known.get("document_kind"))
    paper = _(PAPERS[kind]) if kind in PAPERS else kind
    words = {
        "missing": N_("The {paper} is missing: {place}."),
        "unsigned": N_("The {paper} is not fully signed: {place}."),
        "inconsistent": N_("The {paper} does not list the copies that were scanned: {place}."),
    }
    status = str(known.get("status"))
    return _(words.get(status, words["missing"]), paper=paper, place=_place(known))


def _place(known: Mapping[str, Any]) -> str:
    """The trip, else the case: what an officer recognises it by."""
    if known.get("trip_on"):
        return _("trip of {day}", day=_trip(known))
    return _("case of {day}", day=_day(known.get("opened_on")))


def _trip(known: Mapping[str, Any]) -> str:
    """Its day, then vehicle and site by their numbers, as far as known."""
    parts = [_day(known["trip_on"])]
    if known.get("vehicle_no"):
        parts.append(_("vehicle {no}", no=known["vehicle_no"]))
    if known.get("site_no"):
        parts.append(_("site {no}", no=known["site_no"]))
    return ", ".join(parts)


def facts(finding: Finding, place_name: str | None = None) -> list[tuple[str, str]]:
    """(label, value) of what is known, in reading order."""
    known = finding.details
    lines: list[tuple[str, str]] = []
    if finding.kind == "document":
        if known.get("sop_title"):
            lines.append((_("SOP"), str(known["sop_title"])))
        if known.get("trip_on"):
            lines.append((_("Trip"), _trip(known)))
        lines.append(
            (_("Case"), _("{case}, opened {day}", case=known.get("case_id"), day=_day(known.get("opened_on"))))
        )
        if int(known.get("papers_needed") or 1) > 1:
            lines.append((_("Sites concerned"), _("{count} of {whole}", count=known.get("papers"),
                                                  whole=known["papers_needed"])))  # fmt: skip
        if known.get("status") == "missing":
            lines.append((_("Was due by"), _day(known.get("due_on"))))
        elif known.get("since_on"):
            lines.append((_("Since"), _day(known["since_on"])))
    elif finding.kind == "check":
        lines.append((_("Table"), f"{known.get('table')} ({known.get('expectation')})"))
    elif finding.kind == "batch":
        lines.append((_("Batch"), f"{known.get('node')}/{known.get('batch')}"))
        lines.append((_("Reason"), f"{known.get('reason')}: {known.get('detail')}"))
    elif finding.kind == "run":
        lines.append((_("Run"), str(known.get("run_id") or "–")))
        lines.append((_("Reason"), str(known.get("reason") or "–")))
    if place_name:
        lines.append((_("Service point"), place_name))
    lines.append((_("Responsible"), role_word(finding.role)))
    return lines


def advice(finding: Finding) -> str:
    """What to do about it."""
    known = finding.details
    if finding.kind == "document":
        return _document_advice(str(known.get("document_kind")), str(known.get("status")))
    if finding.kind == "check":
        return _of_check(known, "advice")
    if finding.kind == "batch":
        return _("Have the node publish the batch again or mend its files, then run patuh refresh. Until then nothing later"
                 " of this node is taken in; other nodes go on.")  # fmt: skip
    if finding.kind == "silence":
        return _("If it is a laptop, have it come home: patuh nodes pack there, patuh nodes take here. If it is out of use,"
                 " name it under silent_nodes in config.toml.")  # fmt: skip
    return _("The dashboards keep showing the figures of the last good refresh. See patuh doctor and the run in Dagster,"
             " mend the cause, then run patuh refresh.")  # fmt: skip


def _document_advice(kind: str, status: str) -> str:
    if status == "inconsistent":
        return _("Compare the list with the copies themselves; void the paper and write its successor with the right list,"
                 " or scan what was forgotten. The section head can accept an exception with its reason.")  # fmt: skip
    if status == "unsigned":
        return _("Open the paper in the case and have whoever is missing sign it, on the screen or on paper, and file the"
                 " scan. The section head can accept an exception with its reason.")  # fmt: skip
    if kind in LISTING:
        return _("Open the trip's run sheet, write the paper from the scanned copies and have both sides sign it; if it"
                 " exists on paper, file its scan. The section head can accept an exception with its reason.")  # fmt: skip
    if kind == "receipt":
        return _("Receive the payment at the treasurer's desk so that its receipt is printed, or have the charge waived."
                 " The section head can accept an exception with its reason.")  # fmt: skip
    return _("Write the paper in its case and have it signed; if it exists on paper, file its scan. The section head can"
             " accept an exception with its reason.")  # fmt: skip


def path_of(finding: Finding, alert_id: str) -> str:
    """Where the dashboards show it: the paper with its case, or the alert."""
    if finding.kind == "document":
        return f"/dokumen?paper={finding.details.get('case_id')}:{finding.details.get('document_kind')}"
    return f"/peringatan?alert={alert_id}"


def _of_check(known: Mapping[str, Any], part: str) -> str:
    return str(known.get(f"{part}_{language()}") or known.get(f"{part}_id") or known.get("expectation") or "?")


def _day(value: object) -> str:
    """A day as details keep it (ISO text) in words."""
    if value is None:
        return "–"
    return local_date(value if isinstance(value, date) else date.fromisoformat(str(value)))
