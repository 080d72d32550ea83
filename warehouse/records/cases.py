"""Cases of any SOP: opened, steps tapped or entered afterwards, exceptions accepted, closed."""

from __future__ import annotations

from typing import Any

from warehouse.catalogue.model import Unit
from warehouse.catalogue.vocabulary import CONDITIONS
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.membership import member_by_card
from warehouse.records.models import AcceptException, CloseCase, RecordStep, StartCase
from warehouse.records.open_cases import close, open_case, open_case_of_visit, the_open_case, version_of
from warehouse.records.presence import present_visit
from warehouse.records.steps import note_moment, record_event

OPENED_BY_THEIR_ACT = frozenset({"locker", "loan", "loan_renewal"})


def start_case(tx: Tx, command: StartCase) -> dict[str, Any]:
    """Open a case of a SOP that has no transaction of its own to open it."""
    if command.sop_code not in tx.catalogue.sop_codes:
        raise BadInput("sop_is_known", N_("There is no SOP {code}."), field="sop_code", code=command.sop_code)
    if command.sop_code in OPENED_BY_THEIR_ACT:
        raise Refused(
            "case_opens_with_its_act",
            N_("A case of this SOP opens and ends with its own act (bag, loan, renewal). Do it at its desk."),
        )
    unknown = sorted(set(command.conditions) - CONDITIONS)
    if unknown:
        raise BadInput("condition_is_known", N_("There is no condition {code}."), field="conditions", code=unknown[0])
    case_id = command.case_id or new_id()
    if tx.fact_rows("SELECT 1 FROM cases WHERE case_id = ?", case_id):
        raise Refused("case_is_new", N_("This case exists already."))
    member_key = str(member_by_card(tx, command.member_no)["member_key"]) if command.member_no else None
    visit_id = command.visit_id or (present_visit(tx, member_key) if member_key else None)
    if visit_id and open_case_of_visit(tx, command.sop_code, visit_id):
        raise Refused("one_case_per_visit", N_("This visitor's case of this service is open already."))
    open_case(tx, command.sop_code, visit_id=visit_id, member_key=member_key, case_id=case_id)
    for condition in dict.fromkeys(command.conditions):
        tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition=condition)
    return {"case_id": case_id}


def record_step(tx: Tx, command: RecordStep) -> dict[str, Any]:
    """A step that was tapped, or (backfilled, with a reason) any step entered afterwards."""
    case = _case(tx, command.case_id)
    unit = _unit(tx, case, command.step_position)
    finished_at = command.finished_at or tx.at
    if finished_at > tx.at:
        raise BadInput(
            "not_in_the_future",
            N_("The time lies in the future. Check the date, and the clock of this machine."),
            field="finished_at",
        )
    if command.started_at and command.started_at > finished_at:
        raise BadInput(
            "starts_before_it_ends", N_("The start lies after the end. Check both times."), field="started_at"
        )
    event_id = record_event(
        tx, case_id=command.case_id, visit_id=_text(case["visit_id"]), sop_code=case["sop_code"], unit=unit.position,
        started_at=command.started_at, finished_at=finished_at, by_tap=True,
    )  # fmt: skip
    if command.reason:
        about = "backfilled" if command.backfilled else "record_step"
        tx.insert("case_notes", note_id=new_id(), case_id=command.case_id, about=about, note=command.reason)
    note_moment(tx, command.case_id, finished_at)
    return {"event_id": event_id, "case_id": command.case_id, "unit_position": unit.position}


def accept_exception(tx: Tx, command: AcceptException) -> dict[str, Any]:
    """A deviation that the head accepts, with a reason: it no longer counts."""
    case = _case(tx, command.case_id)
    unit = _unit(tx, case, command.step_position).position if command.step_position else None
    if unit is None and command.deviation != "document":
        raise BadInput("exception_names_a_step", N_("Say which step the exception is for."), field="step_position")
    tx.insert(
        "case_exceptions", exception_id=new_id(), case_id=command.case_id, unit_position=unit, deviation=command.deviation,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    tx.insert("case_notes", note_id=new_id(), case_id=command.case_id, about="accept_exception", note=command.reason)
    return {"case_id": command.case_id}


def close_case(tx: Tx, command: CloseCase) -> dict[str, Any]:
    """The desk is done. Units that `close_case` completes (SOP return, step 9) run from the last observed moment to now."""
    case = the_open_case(tx, command.case_id)
    if tx.at < case["opened_at"]:
        raise BadInput(
            "close_follows_open", N_("The time lies before the case was opened. Check the time."), field="occurred_at"
        )
    if command.outcome == "done":
        for unit in version_of(tx, case["sop_code"], case["opened_at"]).units_completed_by("close_case"):
            record_event(
                tx, case_id=command.case_id, visit_id=case["visit_id"], sop_code=case["sop_code"], unit=unit.position,
                started_at=command.started_at or case["last_finished_at"],
            )  # fmt: skip
    close(tx, case, command.outcome)
    return {"case_id": command.case_id}


def _case(tx: Tx, case_id: str) -> Row:
    found = tx.fact_rows("SELECT *, occurred_at AS opened_at FROM cases WHERE case_id = ?", case_id)
    if not found or found[0]["agency"] != tx.agency.code:
        raise Refused("case_is_on_record", N_("There is no such case."))
    return found[0]


def _unit(tx: Tx, case: Row, position: int) -> Unit:
    unit = version_of(tx, case["sop_code"], case["opened_at"]).unit_of(position)
    if unit is None:
        raise BadInput(
            "step_is_observable", N_("SOP {code} has no step {position} that the library can record."),
            field="step_position", code=case["sop_code"], position=position,
        )  # fmt: skip
    return unit


def _text(value: object) -> str | None:
    return None if value is None else str(value)
