"""What the run sheet looks up: trips of today and those not over, one with its stops, what is aboard. Reading only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from operations_app.desk.run_sheet import Progress, Recorded, run_sheet, Sheet
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import version_at
from warehouse.rules.outreach import OFFICERS

_QUERIES = files("operations_app.desk")
_TRIPS = _QUERIES.joinpath("run_sheet_trips.sql").read_text("utf-8")
_EVENTS = _QUERIES.joinpath("run_sheet_events.sql").read_text("utf-8")
_STOPS = _QUERIES.joinpath("run_sheet_stops.sql").read_text("utf-8")
_COPIES = _QUERIES.joinpath("run_sheet_copies.sql").read_text("utf-8")

ON_REQUEST = "anter_koper"
KEPT_OPEN = timedelta(days=60)
"""A trip that was never closed is offered for so long."""
EVER = (date(2000, 1, 1), date(2200, 1, 1))


@dataclass(frozen=True)
class Crew:
    login: str
    name: str
    drives: bool


@dataclass(frozen=True)
class StopName:
    site_no: str
    name: str
    site_id: str


@dataclass(frozen=True)
class TripSeen:
    """A trip and where it stands."""

    trip_id: str
    service: str
    planned_on: date
    service_point: str
    vehicle_no: str | None
    vehicle_kind: str | None
    case_id: str | None
    opened_at: datetime | None
    last_finished_at: datetime | None
    is_closed: bool
    left_at: datetime | None
    left_km: int | None
    back_at: datetime | None
    back_km: int | None
    cancelled_for: str | None
    crew: tuple[Crew, ...]
    stops: tuple[StopName, ...]
    aboard: int

    @property
    def is_over(self) -> bool:
        """Nothing is left to be done with it."""
        return self.cancelled_for is not None or (self.is_closed and not self.aboard)


@dataclass(frozen=True)
class Stop:
    """A stop with what was counted and moved there."""

    site_id: str
    site_no: str
    name: str
    at_site: int
    handed_over: int
    taken_back: int
    lost: int
    visitors: int
    books_read: int
    toys_used: int


def services_of(roles: Collection[str], *, planning: bool = False) -> list[str]:
    """The services an account with these roles goes out with, or plans. ANTER KOPER has a board of its own."""
    every = {"section_head"} | ({"division_head", "planner"} if planning else set())
    return [
        service
        for service, officer in OFFICERS.items()
        if service != ON_REQUEST and (officer in roles or every & set(roles))
    ]


def trips_between(
    db: OperationsDatabase, agency: str, services: Collection[str], first: date, last: date
) -> list[TripSeen]:
    """Trips planned in those days, the earliest first."""
    return _trips(db, agency, services, first, last, None)


def trips_to_do(db: OperationsDatabase, agency: str, services: Collection[str], today: date) -> list[TripSeen]:
    """Today's trips, and earlier ones that are not over."""
    found = trips_between(db, agency, services, today - KEPT_OPEN, today)
    return [trip for trip in found if trip.cancelled_for is None and (trip.planned_on == today or not trip.is_over)]


def trip_of(db: OperationsDatabase, agency: str, services: Collection[str], trip_id: str) -> TripSeen | None:
    """One trip that this account may see."""
    return next(iter(_trips(db, agency, services, *EVER, trip_id)), None)


def sheet_of(db: OperationsDatabase, trip: TripSeen, put_off: Collection[int], at: datetime) -> Sheet:
    """The run sheet by the version of the SOP that judges the trip."""
    sop = version_at(db.catalogue, trip.service, trip.service_point, trip.opened_at or at)
    recorded: dict[int, Recorded] = {}
    if trip.case_id:
        for row in db.query(_EVENTS, case_id=trip.case_id):
            recorded[row["unit_position"]] = Recorded(
                row["started_at"], row["finished_at"], row["captured"], row["times"]
            )
    progress = Progress(
        trip.case_id,
        trip.opened_at,
        trip.is_closed,
        trip.left_at,
        trip.back_at,
        trip.last_finished_at,
        recorded,
        put_off,
    )
    return run_sheet(sop, progress)


def stops_of(db: OperationsDatabase, trip_id: str) -> list[Stop]:
    return [Stop(**row) for row in db.query(_STOPS, trip=trip_id)]


def aboard(db: OperationsDatabase, trip_id: str) -> dict[str, str]:
    """Copy number → title of what is on the vehicle by the record."""
    return {row["copy_no"]: row["title"] for row in db.query(_COPIES, trip=trip_id)}


def _trips(
    db: OperationsDatabase, agency: str, services: Collection[str], first: date, last: date, trip_id: str | None
) -> list[TripSeen]:
    rows = db.query(_TRIPS, agency=agency, services=list(services), first=first, last=last, trip=trip_id)
    return [_seen(row) for row in rows]


def _seen(row: dict[str, Any]) -> TripSeen:
    crew = tuple(Crew(**one) for one in row.pop("crew"))
    stops = tuple(StopName(**one) for one in row.pop("stops"))
    ids = {name: str(row[name]) if row[name] else None for name in ("trip_id", "case_id")}
    return TripSeen(**{**row, **ids}, crew=crew, stops=stops)
