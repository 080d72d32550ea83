"""Alerts: what stands now and how old it is, what was resolved in the period. Words come from the alerts' own wording."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from dashboards.access import alert_roles
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings.reader import Reader
from dashboards.wording import is_nothing
from warehouse.alerts.finding import Finding, Kind, KINDS
from warehouse.alerts.wording import subject
from warehouse.clock import local_day
from warehouse.identity.sessions import Session

MART = "rpt_alerts"
WORDED_MAX = 2000
"""So many are put into the language in use; beyond it they stand as they were sent."""


@dataclass(frozen=True)
class Alerts:
    """`standing` and `resolved`: a row per alert, with `age_days`, `point_name`, `said` and, resolved, `open_days`."""

    standing: pd.DataFrame
    resolved: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        return self.standing.empty and self.resolved.empty


def alerts(
    reader: Reader, selection: Selection, places: Places, now: datetime, linked: str, who: Session | None
) -> Alerts:
    """Those that `who` may see. `linked`: the id of an alert that is wanted whatever its day, or empty."""
    zone = ZoneInfo(places.zone(selection.agencies[0]))
    first = datetime.combine(selection.period.first, time(), zone)
    until = datetime.combine(selection.period.last + timedelta(days=1), time(), zone)
    found = reader.frame("alerts", selection, from_at=first, until_at=until, alert=linked, roles=alert_roles(who))
    found["point_name"] = [
        places.point_name(point) if not is_nothing(point) else "" for point in found["service_point"]
    ]
    days = [_days(row, places, now) for row in found.to_dict("records")]
    found["age_days"] = pd.Series(days, index=found.index, dtype="int64")
    if len(found) <= WORDED_MAX:
        found["said"] = [subject(finding_of(row)) for row in found.to_dict("records")]
    else:
        found["said"] = found["subject"]
    stands = found["resolved_at"].isna()
    in_period = found["resolved_at"].between(pd.Timestamp(first), pd.Timestamp(until), inclusive="left")
    oldest_first = found[stands].sort_values(["severity", "age_days"], ascending=[True, False], kind="stable")
    return Alerts(
        oldest_first.reset_index(drop=True),
        found[in_period].sort_values("resolved_at", ascending=False).reset_index(drop=True),
    )


def one_alert(
    reader: Reader, selection: Selection, places: Places, now: datetime, alert_id: str, who: Session | None
) -> dict[str, Any] | None:
    """An alert by its id, standing or resolved; None when it is not among those this person may see."""
    found = alerts(reader, selection, places, now, alert_id, who)
    for frame in (found.standing, found.resolved):
        rows = frame[frame["alert_id"] == alert_id].to_dict("records")
        if rows:
            return {str(name): value for name, value in rows[0].items()}
    return None


def finding_of(row: dict[Any, Any]) -> Finding:
    """The finding that an alert is about, for its wording."""
    kind: Kind = next((known for known in KINDS if known == row["kind"]), "run")
    return Finding(
        kind,
        row["alert_key"],
        "critical" if row["severity"] == "critical" else "warning",
        row["role"],
        None if is_nothing(row["agency"]) else row["agency"],
        None if is_nothing(row["service_point"]) else row["service_point"],
        json.loads(row["details"]),
    )


def picked(frame: pd.DataFrame, role: str | None, kind: str | None) -> pd.DataFrame:
    """Those of one role and one kind; None: of all."""
    kept = frame
    if role is not None:
        kept = kept[kept["role"] == role]
    if kind is not None:
        kept = kept[kept["kind"] == kind]
    return kept.reset_index(drop=True)


def _days(row: dict[Any, Any], places: Places, now: datetime) -> int:
    """Local days from the day it was first seen to the one it was resolved, or to today."""
    zone = places.zone("" if is_nothing(row["agency"]) else row["agency"])
    until = now if is_nothing(row["resolved_at"]) else row["resolved_at"].to_pydatetime()
    return max(0, (local_day(until, zone) - local_day(row["first_seen_at"].to_pydatetime(), zone)).days)
