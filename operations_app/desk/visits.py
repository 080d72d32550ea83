"""The last registrations of the guest book, for the person who keeps it. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from importlib.resources import files

from warehouse.clock import local_day
from warehouse.operations.database import OperationsDatabase

_LATEST = files("operations_app.desk").joinpath("latest_visits.sql").read_text("utf-8")


@dataclass(frozen=True)
class Visit:
    visit_id: str
    visit_no: int | None
    visited_at: datetime
    visitor_type: str
    name: str
    institution: str | None
    purpose: str | None
    head_count: int


def latest_visits(db: OperationsDatabase, service_point: str, at: datetime, limit: int = 8) -> list[Visit]:
    """Today's uncancelled visits, newest first."""
    agency = db.catalogue.agency_of(service_point)
    start = datetime.combine(local_day(at, agency.timezone), time.min, agency.zone)
    rows = db.query(_LATEST, point=service_point, start=start, limit=limit)
    return [Visit(**{**row, "visit_id": str(row["visit_id"])}) for row in rows]
