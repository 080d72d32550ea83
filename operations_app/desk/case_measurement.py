"""Pauses and measured steps of cases, counted as in warehouse/marts/fct_case_units.sql, seen live. Reading only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from warehouse.catalogue.model import SopVersion, Unit
from warehouse.operations.database import OperationsDatabase
from warehouse.records.measured import is_split

_PAUSES = (
    "SELECT p.case_id, p.unit_position, p.reason_code, p.occurred_at AS paused_at, r.occurred_at AS ended_at"
    " FROM step_pauses p LEFT JOIN step_resumptions r USING (pause_id) WHERE list_contains($cases::UUID[], p.case_id)"
)
_MEASURED = "SELECT case_id FROM measured_cases WHERE list_contains($cases::UUID[], case_id)"
_STEPS = (
    "SELECT case_id, step_position, started_at, finished_at, captured FROM measured_steps"
    " WHERE list_contains($cases::UUID[], case_id) ORDER BY finished_at, measured_step_id"
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Pause:
    """`unit_position` None: whatever step runs meanwhile; `ended_at` None: it lasts."""

    unit_position: int | None
    reason_code: str
    paused_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Measurement:
    """What stands beside the step events of a case."""

    pauses: tuple[Pause, ...] = ()
    is_measured: bool = False
    steps: tuple[Row, ...] = ()

    @property
    def open_pause(self) -> Pause | None:
        return next((one for one in self.pauses if one.ended_at is None), None)

    def units(self, sop: SopVersion) -> list[Unit]:
        """What is judged as one: in a measured case every step of a span."""
        if not self.is_measured:
            return list(sop.units)
        return [
            one
            for unit in sop.units
            for one in ([Unit(s.position, (s,)) for s in unit.steps] if is_split(unit, sop.code) else [unit])
        ]

    def events(self, sop: SopVersion, position: int, events: list[Row]) -> list[Row] | None:
        """The events of a step judged alone; None when it is no such step. Untapped, its span's end records it."""
        unit = sop.unit_of(position)
        if not self.is_measured or unit is None or not is_split(unit, sop.code):
            return None
        tapped = [step for step in self.steps if step["step_position"] == position]
        spans = [one | {"started_at": None} for one in events if one["unit_position"] == unit.position]
        return tapped or spans

    def paused(self, position: int, started_at: datetime | None, finished_at: datetime | None) -> timedelta | None:
        """How long that unit waited between its two moments; None when a pause was not seen to end before it did."""
        if started_at is None or finished_at is None:
            return timedelta()
        waited, seen = timedelta(), started_at
        for pause in sorted(self.pauses, key=lambda one: one.paused_at):
            if pause.unit_position not in (None, position) or pause.paused_at >= finished_at:
                continue
            if pause.ended_at is None or pause.ended_at > finished_at:
                return None
            waited += max(timedelta(), pause.ended_at - max(seen, pause.paused_at))
            seen = max(seen, pause.ended_at)
        return None if waited and waited >= finished_at - started_at else waited


def measurements(db: OperationsDatabase, case_ids: Iterable[str]) -> defaultdict[str, Measurement]:
    """Case → what was paused and measured of it."""
    wanted = list(case_ids)
    found: defaultdict[str, Measurement] = defaultdict(Measurement)
    if not wanted:
        return found
    pauses: defaultdict[str, list[Pause]] = defaultdict(list)
    for row in db.query(_PAUSES, cases=wanted):
        pauses[str(row["case_id"])].append(
            Pause(row["unit_position"], row["reason_code"], row["paused_at"], row["ended_at"])
        )
    measured = {str(row["case_id"]) for row in db.query(_MEASURED, cases=wanted)}
    steps: defaultdict[str, list[Row]] = defaultdict(list)
    for row in db.query(_STEPS, cases=wanted) if measured else []:
        steps[str(row["case_id"])].append(row | {"unit_position": row["step_position"], "act": None})
    for case_id in measured | set(pauses):
        found[case_id] = Measurement(tuple(pauses[case_id]), case_id in measured, tuple(steps[case_id]))
    return found
