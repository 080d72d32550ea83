"""What both implementations are given: raw facts as plain rows, and the agencies' wall clocks.

The oracle reads the rows as Python values; the warehouse reads the same rows from landing batches.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, UTC
from typing import Any
from zoneinfo import ZoneInfo

from tests.landing import uid

Row = dict[str, Any]
ZONES = {"NTT": ZoneInfo("Asia/Makassar"), "JATENG": ZoneInfo("Asia/Jakarta")}
POINTS = {"NTT": ("NTT-GEDUNG", "NTT-CABANG"), "JATENG": ("JTG-GEDUNG", "JTG-CABANG")}
Period = tuple[str, date]  # grain, first day


class Facts:
    """Facts as they are written down, in that order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self._made = 0

    def id(self, kind: str) -> str:
        self._made += 1
        return uid(f"{kind} {self._made}")

    def add(self, table: str, agency: str, when: datetime, **values: Any) -> Row:
        """`when` is the local wall clock of the agency."""
        point = {} if table == "titles" else {"service_point": values.pop("service_point", POINTS[agency][0])}
        row = {"agency": agency, "occurred_at": moment(agency, when)} | point | values
        self.rows[table].append(row)
        return row

    def of(self, table: str) -> list[Row]:
        return self.rows.get(table, [])

    def with_key(self, table: str, key: str) -> dict[Any, list[Row]]:
        """Rows by the value of one column."""
        found: dict[Any, list[Row]] = defaultdict(list)
        for row in self.of(table):
            found[row.get(key)].append(row)
        return found

    def everything(self) -> Iterator[Row]:
        for rows in self.rows.values():
            yield from rows

    def last_day(self) -> date:
        """The latest local day on which anything was written down."""
        return max(day_of(row) for row in self.everything())

    def last_moment(self, agency: str | None = None) -> datetime:
        return max(row["occurred_at"] for row in self.everything() if agency in (None, row["agency"]))


def moment(agency: str, wall_clock: datetime) -> datetime:
    return wall_clock.replace(tzinfo=ZONES[agency]).astimezone(UTC)


def wall_clock(agency: str, instant: datetime) -> datetime:
    return instant.astimezone(ZONES[agency]).replace(tzinfo=None)


def day_of(row: Row) -> date:
    return wall_clock(row["agency"], row["occurred_at"]).date()


def periods_of(day: date) -> tuple[Period, Period, Period]:
    return ("day", day), ("month", day.replace(day=1)), ("year", date(day.year, 1, 1))


def last_day_of(period: Period) -> date:
    grain, first = period
    if grain == "day":
        return first
    if grain == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return date(first.year, 12, 31)


def periods_between(first: date, last: date) -> Iterator[Period]:
    """Every day, month and year that touches [first, last]."""
    seen: set[Period] = set()
    day = first
    while day <= last:
        for period in periods_of(day):
            if period not in seen:
                seen.add(period)
                yield period
        day += timedelta(days=1)


def share(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None


def quantile(values: Iterable[float], which: float) -> float | None:
    """Linear interpolation between the two nearest of the sorted values."""
    ordered: Sequence[float] = sorted(values)
    if not ordered:
        return None
    place = which * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
