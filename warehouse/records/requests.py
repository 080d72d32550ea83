"""ANTER KOPER: a letter asks for a visit, the head of division decides, the place is looked at, the month is scheduled."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.fleet import check_pin
from warehouse.records.models_road import ApproveRequest, DeclineRequest, RequestService, SurveySite, UpdateSite
from warehouse.records.open_cases import close, complete_once, open_case, the_open_case
from warehouse.records.papers import write
from warehouse.records.sites import open_on, site_by_number, update_site

SOP = "anter_koper"


def request_service(tx: Tx, command: RequestService) -> dict[str, Any]:
    """Step 1. The letter itself is filed when a scan of it is at hand; without it, it is owed."""
    site = site_by_number(tx, command.site_no)
    open_on(site, tx.today)
    if SOP not in site["services"]:
        raise Refused(
            "site_belongs_to_the_service", N_("Site {no} is not registered for this service. Add the service to it first."),
            no=command.site_no,
        )  # fmt: skip
    site_id = str(site["site_id"])
    if command.letter_on > tx.today:
        raise BadInput("letter_is_written", N_("The letter bears a day in the future."), field="letter_on")
    waiting = tx.fact_rows(
        "SELECT 1 FROM service_requests r WHERE r.site_id = ? AND r.case_id NOT IN (SELECT case_id FROM case_closings)"
        " AND r.case_id NOT IN (SELECT case_id FROM trip_stops WHERE case_id IS NOT NULL"
        " AND trip_id NOT IN (SELECT trip_id FROM trip_cancellations))",
        site_id,
    )
    if waiting:
        raise Refused("one_request_at_a_time", N_("A request of site {no} is waiting already."), no=command.site_no)
    case_id = open_case(tx, SOP)
    tx.insert(
        "service_requests", request_id=new_id(), case_id=case_id, site_id=site_id, channel=command.channel,
        wished_on=command.wished_on,
    )  # fmt: skip
    letter = f"{command.letter_no}, {command.letter_on.isoformat()}"
    tx.insert("case_notes", note_id=new_id(), case_id=case_id, about="request_letter", note=letter)
    if command.letter_sha256:
        write(tx, "request_letter", case_id, site_id=site_id, body=letter, scan_sha256=command.letter_sha256)
    complete_once(tx, case_id, "request_service")
    return {"case_id": case_id, "site_no": command.site_no}


def approve_request(tx: Tx, command: ApproveRequest) -> dict[str, Any]:
    """Step 2, by the head of division with the own PIN: the approval is written and signed in one act.

    An approval that was made void is given anew in the same way; the decision and its step stay as they were.
    """
    if void := _void_approval(tx, command.case_id):
        check_pin(tx, command.pin)
        return {"case_id": command.case_id, **_approval(tx, command.case_id, successor_of=void)}
    case, _ = _undecided(tx, command.case_id)
    check_pin(tx, command.pin)
    tx.insert("case_conditions", condition_id=new_id(), case_id=command.case_id, condition="approved")
    _decide(tx, command.case_id, "approved")
    paper = _approval(tx, command.case_id)
    _decided_step(tx, command.case_id, "approve_request", case)
    return {"case_id": command.case_id, **paper}


def _approval(tx: Tx, case_id: str, successor_of: str | None = None) -> dict[str, Any]:
    paper = write(tx, "approval", case_id, site_id=str(_request(tx, case_id)["site_id"]), successor_of=successor_of)
    signature_id = new_id()
    tx.insert(
        "document_signatures", signature_id=signature_id, document_id=paper["document_id"], party="acknowledger", way="pin",
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    tx.insert("signature_identities", signature_id=signature_id, name=tx.actor.name or tx.actor.login)
    return paper


def _void_approval(tx: Tx, case_id: str) -> str | None:
    """The request's last approval, when none stands any more."""
    rows = tx.fact_rows(_APPROVALS, case_id, tx.agency.code)
    return str(rows[-1]["document_id"]) if rows and all(row["is_void"] for row in rows) else None


_APPROVALS = """SELECT document_id, document_id IN (SELECT document_id FROM document_voids) AS is_void
    FROM documents WHERE case_id = ? AND agency = ? AND document_kind = 'approval' ORDER BY txid"""


def decline_request(tx: Tx, command: DeclineRequest) -> dict[str, Any]:
    """Step 2: no, with the reason. The case ends."""
    case, _ = _undecided(tx, command.case_id)
    _decide(tx, command.case_id, "declined")
    tx.insert("case_notes", note_id=new_id(), case_id=command.case_id, about="decline_request", note=command.reason)
    _decided_step(tx, command.case_id, "decline_request", case)
    close(tx, case, "declined")
    return {"case_id": command.case_id}


def survey_site(tx: Tx, command: SurveySite) -> dict[str, Any]:
    """Step 3: the place was looked at, and agreed with those who live there. Within one working day."""
    the_open_case(tx, command.case_id, SOP)
    request = _request(tx, command.case_id)
    if not _has(tx, command.case_id, "approved"):
        raise Refused("request_is_approved", N_("This request is not approved yet (SOP ANTER KOPER, step 2)."))
    if tx.fact_rows("SELECT 1 FROM site_surveys WHERE case_id = ? AND is_suitable", command.case_id):
        raise Refused("site_is_surveyed_once", N_("This site has been surveyed already."))
    site_id = str(request["site_id"])
    tx.insert(
        "site_surveys", survey_id=new_id(), case_id=command.case_id, site_id=site_id, is_suitable=command.is_suitable
    )
    found = {name: getattr(command, name) for name in ("people_served", "latitude", "longitude")}
    if any(value is not None for value in found.values()):
        site_no = tx.fact_rows("SELECT site_no FROM sites WHERE site_id = ? LIMIT 1", site_id)[0]["site_no"]
        envelope = command.model_dump(include={"key", "occurred_at", "actor", "service_point"})
        update_site(tx, UpdateSite(command="update_site", site_no=site_no, **envelope, **found))
    paper = write(tx, "survey", command.case_id, site_id=site_id, body=command.findings)
    complete_once(tx, command.case_id, "survey_site")
    return {"case_id": command.case_id, "is_suitable": command.is_suitable, **paper}


def request_ready_for(tx: Tx, site: Row) -> str:
    """The case of the approved and surveyed request that waits for a visit to the site."""
    rows = tx.fact_rows(
        "SELECT r.case_id, bool_or(coalesce(s.is_suitable, false)) AS is_suitable FROM service_requests r"
        " JOIN case_conditions k ON k.case_id = r.case_id AND k.condition = 'approved'"
        " LEFT JOIN site_surveys s ON s.case_id = r.case_id"
        " WHERE r.site_id = ? AND r.case_id NOT IN (SELECT case_id FROM case_closings)"
        " AND r.case_id NOT IN (SELECT case_id FROM trip_stops WHERE case_id IS NOT NULL"
        " AND trip_id NOT IN (SELECT trip_id FROM trip_cancellations)) GROUP BY r.case_id ORDER BY r.case_id",
        str(site["site_id"]),
    )
    if not rows:
        raise Refused(
            "site_has_an_approved_request", N_("Site {no} has no approved request waiting (SOP ANTER KOPER, steps 1–2)."),
            no=site["site_no"],
        )  # fmt: skip
    ready = next((str(row["case_id"]) for row in rows if row["is_suitable"]), None)
    if ready is None:
        raise Refused(
            "site_is_surveyed",
            N_("Site {no} has not been surveyed and found suitable (SOP ANTER KOPER, step 3)."),
            no=site["site_no"],
        )
    return ready


def note_schedule(tx: Tx, planned_on: date, case_ids: list[str]) -> None:
    """Printed 3 (second): the month's schedule is made once; the case in which that happens carries the step."""
    first = planned_on.replace(day=1)
    made = tx.fact_rows(
        "SELECT 1 FROM trips t JOIN trip_stops s USING (trip_id) JOIN case_conditions k ON k.case_id = s.case_id"
        " WHERE t.agency = ? AND t.service = ? AND k.condition = 'monthly_schedule'"
        " AND date_trunc('month', t.planned_on) = ?::DATE LIMIT 1",
        tx.agency.code, SOP, first,
    )  # fmt: skip
    if not made and case_ids:
        complete_once(tx, case_ids[0], "schedule_trip")  # brings the condition monthly_schedule with it


def _undecided(tx: Tx, case_id: str) -> tuple[Row, Row]:
    case = the_open_case(tx, case_id, SOP)
    if tx.fact_rows("SELECT 1 FROM request_decisions WHERE case_id = ?", case_id):
        raise Refused("request_is_decided_once", N_("This request has been decided already."))
    return case, _request(tx, case_id)


def _request(tx: Tx, case_id: str) -> Row:
    found = tx.fact_rows("SELECT * FROM service_requests WHERE case_id = ?", case_id)
    if not found:
        raise Refused("case_is_a_request", N_("This case was not opened by a request."))
    return found[0]


def _decide(tx: Tx, case_id: str, decision: str) -> None:
    tx.insert(
        "request_decisions", decision_id=new_id(), case_id=case_id, decision=decision, staff_key=tx.actor.staff_key
    )


def _decided_step(tx: Tx, case_id: str, command: str, case: Row) -> None:
    """Step 2 runs from the request to the decision (started_by request_service)."""
    complete_once(tx, case_id, command, began=case["last_finished_at"] or case["opened_at"])


def _has(tx: Tx, case_id: str, condition: str) -> bool:
    return bool(tx.fact_rows("SELECT 1 FROM case_conditions WHERE case_id = ? AND condition = ?", case_id, condition))
