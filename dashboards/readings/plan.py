"""The month's plan for a page: what was wished for, the plan as far as it is known, and its rows as frames."""

from __future__ import annotations

from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboards import runtime
from warehouse.clock import next_month
from warehouse.i18n import language
from warehouse.lake.plan_inputs import fingerprint
from warehouse.planning.apart import Waiting
from warehouse.planning.listing import rows_of
from warehouse.planning.model import Outing, Plan
from warehouse.planning.month import Month, Solved, told

SEARCH_S = 15.0
"""How long the routes of a page may take; twenty seconds are the most a planner waits."""
SHORT_S = 6.0
"""How long each variant of “what if” may take."""
AT_ONCE_S = 1.2
"""So long a page waits before it shows that it is searching."""


@dataclass(frozen=True)
class Sums:
    """What one way of planning reaches."""

    visits: int
    days: int
    people: int
    points: int
    way_min: int

    def share_of(self, whole: int) -> float | None:
        return self.points / whole if whole else None


def months_ahead(today: date, count: int = 4) -> list[date]:
    """This month and the next ones, each by its first day."""
    found = [today.replace(day=1)]
    while len(found) < count:
        found.append(next_month(found[-1]))
    return found


def ask(month: Month, *, seconds: float = SEARCH_S) -> Waiting:
    """The routes of `month`: begun, under way, or known."""
    return runtime.planner().ask(fingerprint(month), month, seconds=seconds)


def plan_of(month: Month, asked: Waiting, wait_s: float = AT_ONCE_S) -> Plan | None:
    """The plan in the language in use; None as long as it is being searched for."""
    try:
        found = asked.future.result(timeout=wait_s)
    except NotYet:
        return None
    return _told(_Held(fingerprint(month), month, found), language())


@dataclass(frozen=True)
class _Held:
    """Hashes by its input alone."""

    key: str
    month: Month
    found: Solved

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.key == self.key


@lru_cache(maxsize=64)
def _told(held: _Held, _language: str) -> Plan:
    return told(held.month, held.found)


def sums(outings: tuple[Outing, ...]) -> Sums:
    stops = [stop for one in outings for stop in one.stops]
    return Sums(
        len(stops), len(outings), sum(stop.site.people for stop in stops), sum(stop.need.points for stop in stops),
        sum(one.way_min for one in outings),
    )  # fmt: skip


def listed(plan: Plan) -> pd.DataFrame:
    """Every candidate, as in the CSV of `patuh plan`, and where it lies."""
    frame = pd.DataFrame(rows_of(plan))
    sites = {one.site.site_id: one.site for one in plan.stops} | {one.site.site_id: one.site for one in plan.left_out}
    found = [sites[str(key)] for key in frame["site_id"]] if len(frame) else []
    shown: dict[str, Any] = {
        name: [getattr(one, name) for one in found]
        for name in ("latitude", "longitude", "is_requested", "site_no", "papers_missing")
    }
    return frame.assign(**shown)


def curve(plan: Plan) -> pd.DataFrame:
    """k more visits → the share of the whole need then reached."""
    return pd.DataFrame(plan.curve, columns=["more", "share"])
