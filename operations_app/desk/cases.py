"""Cases with their steps, as they stand on record: what a clerk completes and what a head accepts. Reading only.

What applies and what counts is what the reports count (warehouse/marts/fct_case_units.sql), seen live and for one day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from operations_app.desk.case_measurement import Measurement, measurements
from warehouse.catalogue.model import SopVersion, Unit
from warehouse.catalogue.vocabulary import TAP
from warehouse.clock import local_day
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import version_at

_CASES = files("operations_app.desk").joinpath("cases_of_day.sql").read_text("utf-8")
_EVENTS = files("operations_app.desk").joinpath("case_events.sql").read_text("utf-8")
_EXCEPTIONS = (
    "SELECT case_id, unit_position, deviation FROM case_exceptions WHERE list_contains($cases::UUID[], case_id)"
)

Row = dict[str, Any]


@dataclass(frozen=True)
class UnitOnRecord:
    """A unit that applies to the case, with its first finished event; `times` counts them all."""

    unit: Unit
    started_at: datetime | None
    finished_at: datetime | None
    captured: str | None
    times: int
    is_out_of_order: bool
    accepted: frozenset[str]
    paused: timedelta | None = timedelta()  # None: a pause was not seen to end before the step did

    @property
    def is_recorded(self) -> bool:
        return self.finished_at is not None

    @property
    def elapsed(self) -> timedelta | None:
        """Between two observed moments, pauses left out; else None."""
        if self.started_at is None or self.finished_at is None or self.started_at >= self.finished_at:
            return None
        return None if self.paused is None else self.finished_at - self.started_at - self.paused

    @property
    def is_late(self) -> bool:
        """Beyond the standard. A standard in working days is judged by the reports, which know the calendar."""
        standard_s = self.unit.standard_s
        if self.elapsed is None or standard_s is None or self.unit.working_time:
            return False
        return self.elapsed > timedelta(seconds=standard_s)

    @property
    def deviations(self) -> tuple[str, ...]:
        """What deviates from the SOP, accepted or not."""
        seen = {
            "missing": not self.is_recorded, "late": self.is_late, "out_of_order": self.is_out_of_order,
            "repeated": self.times > 1,
        }  # fmt: skip
        return tuple(name for name, holds in seen.items() if holds)


@dataclass(frozen=True)
class CaseOnRecord:
    case_id: str
    sop: SopVersion
    visitor_name: str | None
    member_no: str | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    can_be_closed: bool  # by close_case; a bag's case is closed by handing the bag back
    units: tuple[UnitOnRecord, ...]
    measurement: Measurement = field(default_factory=Measurement)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def missing(self) -> tuple[UnitOnRecord, ...]:
        """Steps with no record that no head has accepted."""
        return tuple(one for one in self.units if not one.is_recorded and "missing" not in one.accepted)

    @property
    def tappable(self) -> tuple[UnitOnRecord, ...]:
        """Steps that no transaction records, and in a measured case those of a span."""
        return tuple(one for one in self.units if TAP in one.unit.completed_by or self.is_step_of_span(one.unit))

    def is_step_of_span(self, unit: Unit) -> bool:
        whole = self.sop.unit_of(unit.position)
        return self.measurement.is_measured and whole is not None and whole != unit


def cases_of_day(db: OperationsDatabase, service_point: str, day: date, at: datetime) -> list[CaseOnRecord]:
    """Cases opened on that local day, the open ones first; on today's list also those left open before."""
    agency = db.catalogue.agency_of(service_point)
    start = datetime.combine(day, time.min, agency.zone)
    end = datetime.combine(day + timedelta(days=1), time.min, agency.zone)
    with_older = day == local_day(at, agency.timezone)
    return _with_steps(
        db, db.query(_CASES, point=service_point, start=start, end=end, with_older=with_older, case_id=None)
    )


def case_of(db: OperationsDatabase, service_point: str, case_id: str) -> CaseOnRecord | None:
    """One case of that service point."""
    rows = db.query(_CASES, point=service_point, start=None, end=None, with_older=False, case_id=case_id)
    return next(iter(_with_steps(db, rows)), None)


def _with_steps(db: OperationsDatabase, cases: list[Row]) -> list[CaseOnRecord]:
    wanted = [str(case["case_id"]) for case in cases]
    events: dict[str, list[Row]] = defaultdict(list)
    for event in db.query(_EVENTS, cases=wanted) if wanted else []:
        events[str(event["case_id"])].append(event)
    accepted: dict[str, list[Row]] = defaultdict(list)
    for exception in db.query(_EXCEPTIONS, cases=wanted) if wanted else []:
        accepted[str(exception["case_id"])].append(exception)
    measured = measurements(db, wanted)
    return [
        _case(db, case, events[case_id], accepted[case_id], measured[case_id])
        for case, case_id in zip(cases, wanted, strict=True)
    ]


def _case(
    db: OperationsDatabase, case: Row, events: list[Row], accepted: list[Row], measurement: Measurement
) -> CaseOnRecord:
    sop = version_at(db.catalogue, case["sop_code"], case["service_point"], case["opened_at"])
    units: list[UnitOnRecord] = []
    latest_start: datetime | None = None
    for unit in measurement.units(sop):
        if not _applies(unit, case):
            continue
        alone = measurement.events(sop, unit.position, events)
        counted = (
            alone
            if alone is not None
            else [
                one
                for one in events
                if one["unit_position"] == unit.position or (one["act"] is not None and one["act"] == unit.act)
            ]
        )
        first = counted[0] if counted else {"started_at": None, "finished_at": None, "captured": None}
        started_at = first["started_at"]
        units.append(
            UnitOnRecord(
                unit, started_at, first["finished_at"], first["captured"], len(counted),
                started_at is not None and latest_start is not None and started_at < latest_start,
                frozenset(x["deviation"] for x in accepted if x["unit_position"] in (None, unit.position)),
                measurement.paused(unit.position, started_at, first["finished_at"]),
            )
        )  # fmt: skip
        if started_at is not None:
            latest_start = max(latest_start, started_at) if latest_start else started_at
    return CaseOnRecord(
        str(case["case_id"]), sop, case["visitor_name"], case["member_no"], case["opened_at"], case["closed_at"],
        case["outcome"], case["can_be_closed"], tuple(units), measurement,
    )  # fmt: skip


def _applies(unit: Unit, case: Row) -> bool:
    if unit.condition is None:
        return True
    return case["has_bag"] if unit.condition == "bag" else unit.condition in case["conditions"]
