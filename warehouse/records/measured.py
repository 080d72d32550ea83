"""Measurement weeks (pekan pengukuran): in cases opened in one, the steps of a span are recorded and judged one by one.

The span's own event is recorded as ever, for the visit's other cases and for what comes next; the steps stand beside it in
`measured_steps`. A shared act of the visit stays whole: it is recorded once, by whoever does it, for every case.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from warehouse.catalogue.model import SopVersion, Unit
from warehouse.clock import local_day
from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx

WEEKS = "state_measurement_weeks"
OWN_ACTS = "locker"
"""The SOP whose shared acts (bag in, bag out) are its own work."""


def insert_case(tx: Tx, sop_code: str, **values: Any) -> None:
    """The case's fact; with its mark when a measurement week holds for its SOP at this service point on its local day."""
    tx.insert("cases", sop_code=sop_code, **values)
    opened_on = local_day(values["occurred_at"], tx.agency.timezone)
    for week in tx.state(WEEKS).by("service_point", tx.service_point.code):
        if week["sop_code"] == sop_code and week["from_on"] <= opened_on <= week["until_on"]:
            tx.insert(
                "measured_cases",
                case_id=values["case_id"],
                week_id=week["week_id"],
                occurred_at=values["occurred_at"],
            )
            return


def is_measured(tx: Tx, case_id: str) -> bool:
    if not tx.state(WEEKS).by("agency", tx.agency.code):
        return False
    if any(table == "measured_cases" and key == case_id for table, key, _ in tx.facts()):
        return True
    return bool(tx.fact_rows("SELECT 1 FROM measured_cases WHERE case_id = ?", case_id))


def is_split(unit: Unit, sop_code: str) -> bool:
    """Whether the steps of this unit are judged one by one in a measured case of `sop_code`."""
    return len(unit.steps) > 1 and (unit.act is None or sop_code == OWN_ACTS)


def unit_at(tx: Tx, case: Row, position: int) -> Unit:
    """The unit that a step belongs to, by the version that judges the case; BadInput when nobody can record it."""
    unit = _version(tx, case["sop_code"], case["opened_at"]).unit_of(position)
    if unit is None:
        raise BadInput(
            "step_is_observable", N_("SOP {code} has no step {position} that the library can record."),
            field="step_position", code=case["sop_code"], position=position,
        )  # fmt: skip
    return unit


def judged_position(tx: Tx, case: Row, position: int) -> int:
    """Under which position that step is judged in this case: its unit's, or its own where it is judged alone."""
    unit = unit_at(tx, case, position)
    if is_split(unit, case["sop_code"]) and is_measured(tx, str(case["case_id"])):
        return position
    return unit.position


def record_measured_step(
    tx: Tx, case_id: str, sop_code: str, position: int, started_at: datetime | None, finished_at: datetime,
    captured: str,
) -> str:  # fmt: skip
    """One step of a span; returns its id."""
    step_id = new_id()
    tx.insert(
        "measured_steps", measured_step_id=step_id, case_id=case_id, sop_code=sop_code, step_position=position,
        started_at=started_at, finished_at=finished_at, captured=captured, staff_key=tx.actor.staff_key, role=tx.role,
    )  # fmt: skip
    return step_id


def record_steps_of(
    tx: Tx, case_id: str, sop_code: str, position: int, started_at: datetime | None, finished_at: datetime,
    captured: str,
) -> None:  # fmt: skip
    """The steps of a span that ends now, as far as they were tapped: by themselves before, or in this command.

    A step begins where the one before it was seen to end. Steps that nobody tapped are recorded by the span's own event,
    not timed.
    """
    if not is_measured(tx, case_id):
        return
    unit = _version(tx, sop_code, _opened_at(tx, case_id)).unit_of(position)
    if unit is None or not is_split(unit, sop_code):
        return
    taps = {tap.step_position: tap.finished_at for tap in tx.command.step_moments or ()}
    _in_order([taps[step.position] for step in unit.steps if step.position in taps], started_at, finished_at)
    done, last = tapped(tx, case_id), unit.steps[-1].position
    if last in done:  # the whole span once more: what was tapped belongs to the first time
        done = {}
    seen = started_at
    for step in unit.steps:
        ended = taps.get(step.position) or (
            finished_at if step.position == last and _was_seen(step.position, taps, done) else None
        )
        if step.position in done:
            ended = done[step.position]
        elif ended is not None:
            record_measured_step(tx, case_id, sop_code, step.position, seen, ended, captured)
        seen = ended


def tapped(tx: Tx, case_id: str) -> dict[int, datetime]:
    """Steps of the case's spans that were tapped → when each was first done."""
    rows = tx.fact_rows(
        "SELECT step_position, min(finished_at) AS finished_at FROM measured_steps WHERE case_id = ? GROUP BY 1",
        case_id,
    )
    return {row["step_position"]: row["finished_at"] for row in rows}


def _was_seen(last: int, taps: dict[int, datetime], done: dict[int, datetime]) -> bool:
    """Whether the end of the step before the last one was seen: then the last one has both its moments."""
    return last - 1 in taps or last - 1 in done


def _in_order(taps: list[datetime], started_at: datetime | None, finished_at: datetime) -> None:
    moments = [*([started_at] if started_at else []), *taps, finished_at]
    if any(earlier > later for earlier, later in zip(moments, moments[1:], strict=False)):
        raise BadInput(
            "taps_follow_each_other",
            N_("The steps were tapped out of their order, or after the end. Check the times."),
            field="step_moments",
        )


def _opened_at(tx: Tx, case_id: str) -> datetime:
    for table, key, row in tx.facts():
        if table == "cases" and key == case_id:
            opened: datetime = row["occurred_at"]
            return opened
    found: datetime = tx.fact_rows("SELECT occurred_at FROM cases WHERE case_id = ?", case_id)[0]["occurred_at"]
    return found


def _version(tx: Tx, sop_code: str, opened_at: datetime) -> SopVersion:
    return tx.catalogue.version_for(sop_code, tx.agency.code, local_day(opened_at, tx.agency.timezone))
