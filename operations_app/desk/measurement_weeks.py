"""Measurement weeks of a service point: which were set, which hold today. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from warehouse.catalogue.model import SopVersion, Unit
from warehouse.operations.database import OperationsDatabase
from warehouse.records.measured import is_split

_WEEKS = files("operations_app.desk").joinpath("measurement_weeks.sql").read_text("utf-8")


@dataclass(frozen=True)
class Week:
    """`until_on` is the day on which it really ends; `cases` were opened in it so far."""

    week_id: str
    from_on: date
    until_on: date
    sop_codes: tuple[str, ...]
    cases: int

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day <= self.until_on

    def can_be_ended(self, day: date) -> bool:
        return self.until_on > day


def weeks(db: OperationsDatabase, service_point: str) -> list[Week]:
    """Latest first; weeks called off before they began are left out."""
    return [
        Week(str(row["week_id"]), row["from_on"], row["until_on"], tuple(row["sop_codes"]), row["cases"])
        for row in db.query(_WEEKS, point=service_point)
    ]


def spans_to_tap(
    db: OperationsDatabase, service_point: str, day: date, commands: tuple[str, ...]
) -> list[tuple[SopVersion, Unit, str]]:
    """Spans that a measurement week of that day takes apart here, with the command of `commands` that completes each."""
    agency = db.catalogue.agency_of(service_point)
    codes = {code for week in weeks(db, service_point) if week.holds_on(day) for code in week.sop_codes}
    found = []
    for code in sorted(codes):
        sop = db.catalogue.version_for(code, agency.code, day)
        for unit in sop.units:
            completes = next((command for command in commands if command in unit.completed_by), None)
            if completes and is_split(unit, code):
                found.append((sop, unit, completes))
    return found
