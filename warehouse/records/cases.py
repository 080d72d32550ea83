"""Cases of any SOP: opened, steps tapped or entered afterwards, exceptions accepted, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from warehouse.catalogue.model import Unit
from warehouse.catalogue.vocabulary import CONDITIONS, TAP
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.measured import is_measured, is_split, judged_position, record_measured_step, tapped, unit_at
from warehouse.records.membership import member_by_card
from warehouse.records.models import AcceptException, CloseCase, RecordStep, StartCase
from warehouse.records.open_cases import close, open_case, open_case_of_visit, the_open_case, version_of
from warehouse.records.presence import present_visit
from warehouse.records.steps import BACKFILLED, CAPTURED_BY_TAP, note_moment, OPEN_PAUSES, record_event

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
    unit = unit_at(tx, case, command.step_position)
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
    position = judged_position(tx, case, command.step_position)
    _not_paused(tx, command, unit.position, position)
    if is_split(unit, case["sop_code"]) and is_measured(tx, command.case_id):
        event_id = _step_of_span(tx, command, case, unit, finished_at)
    else:
        event_id = record_event(
            tx, case_id=command.case_id, visit_id=_text(case["visit_id"]), sop_code=case["sop_code"], unit=unit.position,
            started_at=command.started_at, finished_at=finished_at, by_tap=True,
        )  # fmt: skip
    if command.reason:
        about = "backfilled" if command.backfilled else "record_step"
        tx.insert("case_notes", note_id=new_id(), case_id=command.case_id, about=about, note=command.reason)
    note_moment(tx, command.case_id, finished_at)
    return {"event_id": event_id, "case_id": command.case_id, "unit_position": position}


def _step_of_span(tx: Tx, command: RecordStep, case: Row, unit: Unit, finished_at: datetime) -> str:
    """In a measurement week: one step. The last step of a span that is tapped ends the span; a transaction ends others."""
    captured = BACKFILLED if command.backfilled else CAPTURED_BY_TAP
    before = tapped(tx, command.case_id)
    step_id = record_measured_step(
        tx, command.case_id, case["sop_code"], command.step_position, command.started_at, finished_at, captured
    )
    is_last = command.step_position == unit.steps[-1].position
    if is_last and command.step_position not in before and (TAP in unit.completed_by or command.backfilled):
        began = tx.fact_rows(
            "SELECT started_at FROM measured_steps WHERE case_id = ? AND step_position = ? ORDER BY finished_at LIMIT 1",
            command.case_id, unit.position,
        )  # fmt: skip
        record_event(
            tx, case_id=command.case_id, visit_id=_text(case["visit_id"]), sop_code=case["sop_code"], unit=unit.position,
            started_at=began[0]["started_at"] if began else None, finished_at=finished_at, by_tap=True,
        )  # fmt: skip
    return step_id


def _not_paused(tx: Tx, command: RecordStep, *positions: int) -> None:
    pause = tx.state(OPEN_PAUSES).get(command.case_id)
    if pause and not command.backfilled and pause["unit_position"] in (None, *positions):
        raise Refused("step_is_running", N_("This step is paused. Resume it first."))


def accept_exception(tx: Tx, command: AcceptException) -> dict[str, Any]:
    """A deviation that the head accepts, with a reason: it no longer counts."""
    case = _case(tx, command.case_id)
    unit = judged_position(tx, case, command.step_position) if command.step_position else None
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


def _text(value: object) -> str | None:
    return None if value is None else str(value)
