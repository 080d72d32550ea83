"""A case as a log tells it: what it is, and its events in order. Plain data, no person's name or number in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

NO_CURRENCY = "XXX"  # ISO 4217: no currency; the cost is counted in lost minutes
RUPIAH = "IDR"


@dataclass(frozen=True, slots=True)
class Pause:
    """Inside an event; `until` is None when nobody saw it end before the event was done."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One finished event; `started_at` is None when only its end was observed. Moments in the agency's zone."""

    event_id: str
    step_position: int
    activity: str
    started_at: datetime | None
    finished_at: datetime
    role: str | None
    captured: str
    standard_s: int | None
    duration_s: float | None
    lost_minutes: float | None
    status: str | None  # None: a repeated event, which is not judged
    is_repeated: bool
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedCase:
    case_id: str
    agency: str
    service_point: str
    sop_code: str
    sop_version: int
    opened_at: datetime
    closed_at: datetime | None
    outcome: str | None
    conditions: tuple[str, ...]
    events: tuple[LoggedEvent, ...] = field(default=())


def cases_of(rows: Iterable[tuple[Any, ...]], names: list[str]) -> Iterator[LoggedCase]:
    """Rows of exported_events.sql, which come case by case, as cases."""
    told = (dict(zip(names, row, strict=True)) for row in rows)
    for case_id, group in groupby(told, key=lambda row: row["case_id"]):
        listed = list(group)
        first = listed[0]
        zone = ZoneInfo(first["timezone"])
        yield LoggedCase(
            case_id=str(case_id),
            agency=first["agency"],
            service_point=first["service_point"],
            sop_code=first["sop_code"],
            sop_version=first["sop_version"],
            opened_at=first["opened_at"].astimezone(zone),
            closed_at=first["closed_at"].astimezone(zone) if first["closed_at"] else None,
            outcome=first["outcome"],
            conditions=tuple(first["conditions"]),
            events=tuple(_event(row, zone) for row in listed if row["event_id"]),
        )


def _event(row: dict[str, Any], zone: ZoneInfo) -> LoggedEvent:
    return LoggedEvent(
        event_id=str(row["event_id"]),
        step_position=row["unit_position"],
        activity=row["activity"],
        started_at=row["started_at"].astimezone(zone) if row["started_at"] else None,
        finished_at=row["finished_at"].astimezone(zone),
        role=row["role"],
        captured=row["captured"],
        standard_s=row["standard_s"],
        duration_s=None if row["duration_us"] is None else row["duration_us"] / 1_000_000,
        lost_minutes=None if row["lost_us"] is None else row["lost_us"] / 60_000_000,
        status=row["status"],
        is_repeated=row["is_repeated"],
        pauses=tuple(
            Pause(one["from"].astimezone(zone), one["until"].astimezone(zone) if one["until"] else None)
            for one in row["pauses"]
        ),
    )


def cost_of(event: LoggedEvent, idr_per_minute: int | None) -> tuple[float | None, str]:
    """What the delay of the event cost: Rupiah where a minute has a price, else the lost minutes themselves."""
    if event.lost_minutes is None:
        return None, NO_CURRENCY
    if idr_per_minute is None:
        return event.lost_minutes, NO_CURRENCY
    return float(round(event.lost_minutes * idr_per_minute)), RUPIAH
