"""How a command leaves a step event: one function, so that every event is made the same way.

DOMAIN, "How steps get their times": the transaction is the clock. An event claims a duration only when its beginning was
observed; without one it is recorded, not timed.
"""

from __future__ import annotations

from datetime import datetime

from warehouse.ids import new_id
from warehouse.operations.transaction import Tx

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
    """A step event of this command, finished when the command happened unless said otherwise; returns its id."""
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
    return event_id


def note_moment(tx: Tx, case_id: str, moment: datetime) -> None:
    """The open case was last seen at `moment`: the next step of the desk begins there."""
    case = tx.state("state_open_cases").get(case_id)
    if case is not None:
        last = case["last_finished_at"]
        tx.state("state_open_cases").update(case_id, last_finished_at=max(last, moment) if last else moment)
