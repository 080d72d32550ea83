"""The month of ANTER KOPER: its trips day by day, who and what may go out, and the case that carries the schedule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from warehouse.clock import next_month
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import VEHICLES

_FOLDER = files("operations_app.desk")
_MONTH = _FOLDER.joinpath("anter_koper_month.sql").read_text("utf-8")
_CREW = _FOLDER.joinpath("anter_koper_crew.sql").read_text("utf-8")
_CARRIER = _FOLDER.joinpath("anter_koper_carrier.sql").read_text("utf-8")


@dataclass(frozen=True)
class Stop:
    case_id: str
    site_no: str
    site_name: str


@dataclass(frozen=True)
class PlannedTrip:
    trip_id: str
    planned_on: date
    vehicle_no: str
    crew: str
    stops: tuple[Stop, ...]
    is_started: bool
    is_finished: bool
    aboard: int


@dataclass(frozen=True)
class Officer:
    login: str
    name: str
    licence_until: date | None


@dataclass(frozen=True)
class ScheduleCarrier:
    """The case in which the month's schedule was made; `document_id` once its paper is issued."""

    case_id: str
    document_id: str | None


def bounds(month: date) -> tuple[date, date]:
    first = month.replace(day=1)
    return first, next_month(first) - timedelta(days=1)


def trips_of_month(db: OperationsDatabase, service_point: str, month: date) -> list[PlannedTrip]:
    first, last = bounds(month)
    by_trip = defaultdict(list)
    for row in db.query(_MONTH, point=service_point, first=first, last=last):
        by_trip[str(row["trip_id"])].append(row)
    return [
        PlannedTrip(
            trip_id, rows[0]["planned_on"], rows[0]["vehicle_no"] or "", rows[0]["crew"] or "",
            tuple(Stop(str(row["case_id"]), row["site_no"], row["site_name"]) for row in rows),
            rows[0]["started_at"] is not None, rows[0]["finished_at"] is not None, rows[0]["aboard"],
        )
        for trip_id, rows in by_trip.items()
    ]  # fmt: skip


def weeks(month: date) -> list[list[date]]:
    """The month's weeks, Monday to Sunday, filled up with the days around it."""
    first, last = bounds(month)
    day = first - timedelta(days=first.weekday())
    found = []
    while day <= last:
        found.append([day + timedelta(days=shift) for shift in range(7)])
        day += timedelta(days=7)
    return found


def officers(db: OperationsDatabase, service_point: str) -> list[Officer]:
    agency = db.catalogue.agency_of(service_point).code
    return [Officer(row["login"], row["name"], row["licence_until"]) for row in db.query(_CREW, agency=agency)]


def vehicles(db: OperationsDatabase, service_point: str) -> list[str]:
    """Numbers of the vehicles that this service goes out with."""
    agency = db.catalogue.agency_of(service_point).code
    rows = db.rows(
        "SELECT vehicle_no, kind FROM state_vehicles WHERE agency = ? AND is_active ORDER BY vehicle_no", agency
    )
    return [row["vehicle_no"] for row in rows if row["kind"] in VEHICLES["anter_koper"]]


def schedule_carrier(db: OperationsDatabase, service_point: str, month: date) -> ScheduleCarrier | None:
    first, last = bounds(month)
    rows = db.query(_CARRIER, point=service_point, first=first, last=last)
    return ScheduleCarrier(str(rows[0]["case_id"]), _text(rows[0]["document_id"])) if rows else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
