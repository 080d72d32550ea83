"""How a command leaves a step event: one function, so that every event is made the same way.

DOMAIN, "How steps get their times": the transaction is the clock. An event claims a duration only when its beginning was
observed; without one it is recorded, not timed.
"""

from __future__ import annotations

from datetime import datetime

from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.measured import record_steps_of

OPEN_PAUSES = "state_open_pauses"
CAPTURED_BY_TRANSACTION, CAPTURED_BY_TAP, BACKFILLED = "transaction", "tap", "backfilled"


def record_event(
    tx: Tx,
    *,
    case_id: str | None = None,
    visit_id: str | None = None,
    sop_code: str | None = None,
    unit: int | None = None,
    act: str | None = None,
    started_at: datetime | None = None,
    finished_at: datetime | None = None,
    by_tap: bool = False,
) -> str:
    """A step event of this command, finished when the command happened unless said otherwise; returns its id.

    Where the entry was seen to begin (not for taps, which name the step's own beginning) a pause of the step ended.
    """
    event_id = new_id()
    captured = BACKFILLED if tx.command.backfilled else CAPTURED_BY_TAP if by_tap else CAPTURED_BY_TRANSACTION
    tx.insert(
        "step_events",
        event_id=event_id,
        case_id=case_id,
        visit_id=visit_id,
        sop_code=sop_code,
        unit_position=unit,
        act=act,
        started_at=started_at,
        finished_at=finished_at or tx.at,
        captured=captured,
        staff_key=tx.actor.staff_key,
        role=tx.role,
    )
    if case_id and sop_code and unit and not by_tap:
        _entry_ends_pause(tx, case_id, unit, finished_at or tx.at)
        record_steps_of(tx, case_id, sop_code, unit, started_at, finished_at or tx.at, captured)
    return event_id


def end_pause(tx: Tx, case_id: str, resumed_at: datetime) -> None:
    """The pause of the case ended at that observed moment."""
    pause = tx.state(OPEN_PAUSES).get(case_id)
    if pause is None:
        return
    tx.insert(
        "step_resumptions", resumption_id=new_id(), pause_id=pause["pause_id"], case_id=case_id, occurred_at=resumed_at
    )
    tx.state(OPEN_PAUSES).delete(case_id)


def _entry_ends_pause(tx: Tx, case_id: str, unit: int, finished_at: datetime) -> None:
    pause, began = tx.state(OPEN_PAUSES).get(case_id), tx.command.started_at
    if pause and began and pause["unit_position"] in (None, unit) and pause["paused_at"] <= began <= finished_at:
        end_pause(tx, case_id, began)


def note_moment(tx: Tx, case_id: str, moment: datetime) -> None:
    """The open case was last seen at `moment`: the next step of the desk begins there."""
    case = tx.state("state_open_cases").get(case_id)
    if case is not None:
        last = case["last_finished_at"]
        tx.state("state_open_cases").update(case_id, last_finished_at=max(last, moment) if last else moment)
