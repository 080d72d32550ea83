"""Rates of units, a second time: by step and period, of measurement weeks, by hour and by role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.compliance import Case, Judged
from tests.warehouse.marts.oracle.facts import periods_of, quantile, share, wall_clock

COUNTS = ("expected", "recorded", "timed", "on_time", "repeated", "out_of_order")
RATES = ("recording_rate", "on_time_rate", "compliance_rate", "lost_minutes")
STEP_COLUMNS = (
    *COUNTS,
    *RATES,
    "standard_s",
    "backfilled",
    "late",
    "missing",
    "untimed",
    "accepted",
    "median_s",
    "p90_s",
)
MEASURED_COLUMNS = (*COUNTS[:4], *RATES, "standard_s", "backfilled", "median_s", "p90_s")
HOUR_COLUMNS = (*COUNTS, *RATES, "service_minutes")
ROLE_COLUMNS = ("recorded", "judged", "timed", "on_time", "repeated", "out_of_order", "median_s", "service_minutes")


def step_compliance(cases: list[Case]) -> Figures:
    """(agency, point, sop, version, unit, grain, period) → the figures of a unit, by the day its case opened."""
    return _grouped(cases, lambda case, unit: [(unit.shape.position, *period) for period in periods_of(case.opened_on)])


def measured_steps(cases: list[Case]) -> Figures:
    """The same of steps judged alone in a measurement week: their standards are others than their spans'."""
    return _grouped(
        cases,
        lambda case, unit: [(unit.shape.position, *period) for period in periods_of(case.opened_on)[:2]],
        split=True,
    )


def by_hour(cases: list[Case]) -> Figures:
    """(agency, point, sop, version, unit, month, local hour of opening) → the figures of a unit."""
    return _grouped(
        cases,
        lambda case, unit: [
            (
                unit.shape.position,
                case.opened_on.replace(day=1),
                wall_clock(case.agency.code, case.row["occurred_at"]).hour,
            )
        ],
    )


def by_role(cases: list[Case]) -> Figures:
    """(agency, point, sop, version, unit, month, role of whoever recorded it) → the figures of what was recorded."""
    return _grouped(
        cases,
        lambda case, unit: (
            [(unit.shape.position, case.opened_on.replace(day=1), unit.events[0]["role"])] if unit.events else []
        ),
    )


def _grouped(cases: list[Case], keys: Callable[[Case, Judged], Sequence[Any]], *, split: bool = False) -> Figures:
    gathered: dict[Any, list[Judged]] = defaultdict(list)
    for case in cases:
        place = (case.row["agency"], case.row["service_point"], case.version.code, case.version.version)
        for unit in case.units:
            if unit.shape.is_split == split:
                for key in keys(case, unit):
                    gathered[*place, *key].append(unit)
    return {at: unit_figures(units) for at, units in gathered.items()}


def unit_figures(units: list[Judged]) -> dict[str, Any]:
    standard_s = units[0].shape.standard_s
    expected, recorded = len(units), sum(unit.recorded for unit in units)
    timed, on_time = sum(unit.timed for unit in units), sum(unit.on_time for unit in units)
    durations = [unit.duration_s for unit in units if unit.duration_s is not None]
    judged = recorded if standard_s is not None else 0
    return {
        "standard_s": standard_s,
        "expected": expected,
        "recorded": recorded,
        "backfilled": sum(unit.recorded and unit.events[0]["captured"] == "backfilled" for unit in units),
        "judged": judged,
        "timed": timed,
        "on_time": on_time,
        "late": timed - on_time,
        "missing": expected - recorded,
        "untimed": judged - timed,
        "repeated": sum(len(unit.events) > 1 for unit in units),
        "out_of_order": sum(unit.is_out_of_order for unit in units),
        "accepted": sum(bool(unit.deviations & unit.accepted) for unit in units),
        "recording_rate": share(recorded, expected),
        "on_time_rate": share(on_time, timed),
        "compliance_rate": share(on_time, expected) if standard_s is not None else None,
        "median_s": quantile(durations, 0.5),
        "p90_s": quantile(durations, 0.9),
        "lost_minutes": sum(unit.late_s for unit in units) / 60 if standard_s is not None else None,
        "service_minutes": sum(durations) / 60,
    }


def only(figures: Figures, columns: Sequence[str]) -> Figures:
    return {at: {name: row[name] for name in columns} for at, row in figures.items()}
