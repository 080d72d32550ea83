"""Proposed trips as the head of division sees them: what waits for a decision, what was decided lately. Reading only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files

from operations_app.desk.fleet import Officer
from warehouse.operations.database import OperationsDatabase
from warehouse.rules.outreach import OFFICERS

_PROPOSALS = files("operations_app.desk").joinpath("trip_proposals.sql").read_text("utf-8")
LATELY = timedelta(days=35)


@dataclass(frozen=True)
class Stop:
    site_no: str
    name: str
    arrive_at: datetime | None
    is_ready: bool


@dataclass(frozen=True)
class Proposal:
    """`decision` None: it waits."""

    proposal_id: str
    plan_id: str
    service: str
    planned_on: date
    vehicle_no: str
    vehicle_kind: str
    proposed_by: str
    proposed_at: datetime
    decision: str | None
    stops: tuple[Stop, ...]

    @property
    def ready(self) -> int:
        return sum(stop.is_ready for stop in self.stops)


def proposals(db: OperationsDatabase, agency: str, now: datetime, today: date) -> list[Proposal]:
    """By day and vehicle."""
    by_id = defaultdict(list)
    for row in db.query(_PROPOSALS, agency=agency, today=today, since=now - LATELY):
        by_id[str(row["proposal_id"])].append(row)
    return [
        Proposal(
            proposal_id, str(rows[0]["plan_id"]), rows[0]["service"], rows[0]["planned_on"], rows[0]["vehicle_no"] or "",
            rows[0]["vehicle_kind"] or "car", rows[0]["proposed_by"] or "", rows[0]["proposed_at"], rows[0]["decision"],
            tuple(
                Stop(row["site_no"], row["site_name"] or row["site_no"], row["arrive_at"], row["is_ready"]) for row in rows
            ),
        )
        for proposal_id, rows in by_id.items()
    ]  # fmt: skip


def suggested_crews(waiting: list[Proposal], people: list[Officer]) -> dict[str, list[str]]:
    """Vehicle → a crew: the service's officers, each vehicle beginning with another one who may drive it then."""
    crews: dict[str, list[str]] = {}
    for number, vehicle_no in enumerate(sorted({one.vehicle_no for one in waiting})):
        first = next(one for one in waiting if one.vehicle_no == vehicle_no)
        able = [one for one in people if OFFICERS[first.service] in one.roles]
        able = [one for one in able if one.may_drive(first.vehicle_kind, first.planned_on)]
        crews[vehicle_no] = [able[number % len(able)].login] if able else []
    return crews
