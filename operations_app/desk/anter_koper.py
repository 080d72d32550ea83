"""The board of ANTER KOPER: every request with the stage it is in, what is next, and how long it has waited. Reading only.

A stage is what the facts say, never set by hand. An age runs from the moment before (decision, survey, the tap that began
the step) and stands beside the standard of the SOP version that judges the case.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from operations_app.desk.anter_koper_begun import begun_at
from warehouse.catalogue.agency import Agency
from warehouse.clock import local_day
from warehouse.operations.database import OperationsDatabase
from warehouse.records.lookups import unit_standard_s, version_at

_FOLDER = files("operations_app.desk")
_CASES = _FOLDER.joinpath("anter_koper_cases.sql").read_text("utf-8")
_COUNTED_BEFORE = _FOLDER.joinpath("anter_koper_counted_before.sql").read_text("utf-8")

SOP = "anter_koper"
STAGES = ("decision", "survey", "schedule", "preparation", "visit", "report")
STAGE_OF = {
    "decide": "decision", "survey": "survey", "schedule": "schedule", "equipment": "preparation",
    "collection": "preparation", "depart": "preparation", "arrive": "visit", "hand_over": "visit", "photos": "visit",
    "wait": "visit", "back": "report", "report": "report",
}  # fmt: skip
EQUIPMENT, COLLECTION, ARRIVAL, COUNTING, RECHECK = 5, 6, 7, 8, 9
UNIT_OF = {
    "survey": 3, "schedule": 4, "equipment": EQUIPMENT, "collection": COLLECTION, "arrive": ARRIVAL,
    "hand_over": COUNTING, "report": RECHECK,
}  # fmt: skip
"""Act → step of the SOP's table, by position."""
SHOWN_AFTER_CLOSING = timedelta(days=7)


@dataclass(frozen=True)
class Request:
    """One request as it stands. `since`: from when the next act waits; `standard_s` of that act; `elapsed` against it."""

    case_id: str
    opened_at: datetime
    channel: str
    wished_on: date | None
    site_no: str
    site_id: str
    name: str
    kind: str
    level: str | None
    people_served: int
    identity: dict[str, Any]
    letter: str
    message: str
    decision: str | None
    surveyed_at: datetime | None
    unsuitable_at: datetime | None
    trip_id: str | None
    planned_on: date | None
    vehicle_no: str | None
    started_at: datetime | None
    trip_finished_at: datetime | None
    done: frozenset[int]
    papers: frozenset[str]
    has_schedule: bool
    last_finished_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    next_act: str = "decide"
    since: datetime | None = None
    elapsed: timedelta | None = None
    standard_s: int | None = None

    @property
    def stage(self) -> str:
        return STAGE_OF[self.next_act]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def board(db: OperationsDatabase, service_point: str, at: datetime) -> list[Request]:
    """Open requests and those closed lately, the oldest first."""
    return _read(db, service_point, at, None)


def request_of(db: OperationsDatabase, service_point: str, case_id: str, at: datetime) -> Request | None:
    """One request; its trip's other stops are looked at too."""
    found = _read(db, service_point, at, case_id)
    if not found or found[0].trip_id is None:
        return found[0] if found else None
    return next((one for one in board(db, service_point, at) if one.case_id == case_id), found[0])


def of_trip(db: OperationsDatabase, service_point: str, trip_id: str, at: datetime) -> list[Request]:
    """The open requests that a trip serves."""
    return [one for one in board(db, service_point, at) if one.trip_id == trip_id and one.is_open]


def by_stage(requests: list[Request]) -> dict[str, list[Request]]:
    """Stage → its open requests."""
    return {stage: [one for one in requests if one.is_open and one.stage == stage] for stage in STAGES}


def _read(db: OperationsDatabase, service_point: str, at: datetime, case_id: str | None) -> list[Request]:
    rows = db.query(_CASES, point=service_point, case_id=case_id, since=at - SHOWN_AFTER_CLOSING)
    found = [_request(row) for row in rows]
    waiting = Counter(one.trip_id for one in found if one.trip_id and one.is_open and COUNTING not in one.done)
    agency = db.catalogue.agency_of(service_point)
    return [_aged(db, agency, service_point, replace(one, next_act=_next(one, waiting)), at) for one in found]


def _next(one: Request, waiting: Counter[str]) -> str:
    """What is to be done now, in the order of the SOP."""
    if one.decision is None:
        return "decide"
    if one.surveyed_at is None:
        return "survey"
    if one.trip_id is None:
        return "schedule"
    if one.started_at is None:
        return "equipment" if EQUIPMENT not in one.done else "collection" if COLLECTION not in one.done else "depart"
    if one.trip_finished_at is None:
        if ARRIVAL not in one.done:
            return "arrive"
        if COUNTING not in one.done:
            return "hand_over"
        if "photos" not in one.papers:
            return "photos"
        return "wait" if waiting[one.trip_id] else "back"
    return "report"


def _aged(db: OperationsDatabase, agency: Agency, service_point: str, one: Request, at: datetime) -> Request:
    since = _since(db, one, at, agency)
    unit = UNIT_OF.get(one.next_act)
    standard_s = unit_standard_s(db.catalogue, SOP, unit, service_point, one.opened_at) if unit else None
    if one.next_act == "schedule" or since is None:
        standard_s = None  # the hour is for making the schedule of the month, not for waiting until it is made
    if since is None:
        return one
    sop = version_at(db.catalogue, SOP, service_point, one.opened_at)
    in_days = any(step.unit == unit and step.working_time for step in sop.steps)
    elapsed = working_time(agency, since, at) if in_days else at - since
    return replace(one, since=since, elapsed=elapsed, standard_s=standard_s)


def _since(db: OperationsDatabase, one: Request, at: datetime, agency: Agency) -> datetime | None:
    """From when the next act waits, or runs; None when nothing began yet (the trip's day has not come)."""
    if one.next_act == "decide":
        return one.opened_at
    if one.next_act in ("survey", "schedule"):
        return one.last_finished_at
    if one.next_act == "arrive":
        return arrival_began(db, one)
    if one.next_act in ("equipment", "report"):
        return begun_at(db, one.case_id, one.next_act)
    seen = one.last_finished_at
    if seen is not None and local_day(seen, agency.timezone) == local_day(at, agency.timezone):
        return seen
    return None


def arrival_began(db: OperationsDatabase, one: Request) -> datetime | None:
    """The journey to a stop begins with the departure, or with the last act at the stop before."""
    rows = db.query(_COUNTED_BEFORE, trip_id=one.trip_id, started_at=one.started_at)
    return rows[0]["counted_at"] or one.started_at


def working_time(agency: Agency, began: datetime, ended: datetime) -> timedelta:
    """Elapsed time without the local dates on which nobody works (DOMAIN: a standard in "hari")."""
    day, last = began.astimezone(agency.zone).date(), ended.astimezone(agency.zone).date()
    total = timedelta()
    while day <= last:
        if agency.calendar.is_working_day(day):
            midnight = datetime(day.year, day.month, day.day, tzinfo=agency.zone)
            after = midnight + timedelta(days=1)
            total += max(timedelta(), min(ended, after) - max(began, midnight))
        day += timedelta(days=1)
    return total


def _request(row: dict[str, Any]) -> Request:
    identity = row["identity"]
    return Request(
        case_id=str(row["case_id"]), opened_at=row["opened_at"], channel=row["channel"], wished_on=row["wished_on"],
        site_no=row["site_no"], site_id=str(row["site_id"]), name=identity["name"], kind=row["kind"], level=row["level"],
        people_served=row["people_served"], identity=identity, letter=row["letter"] or "", message=row["message"] or "",
        decision=row["decision"], surveyed_at=row["surveyed_at"], unsuitable_at=row["unsuitable_at"],
        trip_id=str(row["trip_id"]) if row["trip_id"] else None, planned_on=row["planned_on"],
        vehicle_no=row["vehicle_no"], started_at=row["started_at"], trip_finished_at=row["trip_finished_at"],
        done=frozenset(row["done"] or ()), papers=frozenset(row["papers"] or ()), has_schedule=row["has_schedule"],
        last_finished_at=row["last_finished_at"], closed_at=row["closed_at"], outcome=row["outcome"],
    )  # fmt: skip
