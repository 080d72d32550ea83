"""The figures at the head of the overview: each with the period before and its course through the days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboards.filters.selection import Selection
from dashboards.readings.rates import rates_of, ratio, with_rates
from dashboards.readings.reader import Reader

RATES = (
    "compliance_rate", "recording_rate", "on_time_rate", "overdue_share", "site_coverage", "population_coverage",
    "region_coverage", "complete_rate",
)  # fmt: skip
SPARK_BUCKETS = 31
"""A sparkline of a card has room for about a month of points; longer periods are drawn by week."""


@dataclass(frozen=True)
class Figure:
    """One figure: `part` and `whole` when it is a rate, None when nothing was counted."""

    key: str
    value: float | None
    previous: float | None
    part: int | None
    whole: int | None
    course: list[float | None]

    @property
    def is_rate(self) -> bool:
        return self.key in RATES

    @property
    def change(self) -> float | None:
        """Of a rate the difference, of a count the ratio less one; None when there is nothing to compare with."""
        if self.value is None or self.previous is None:
            return None
        if self.is_rate:
            return self.value - self.previous
        return ratio(self.value - self.previous, self.previous)


@dataclass(frozen=True)
class Headline:
    visits: Figure
    loans: Figure
    compliance: Figure
    recording: Figure
    on_time: Figure
    details: dict[str, Any]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.visits, self.loans, self.compliance, self.recording, self.on_time)

    @property
    def is_empty(self) -> bool:
        return not self.visits.value and not self.loans.value and not self.compliance.whole


def headline(reader: Reader, selection: Selection) -> Headline:
    """All figures of the period, those of the period before, and their course."""
    now, then = _totals(reader, selection), _totals(reader, selection.previous)
    days = with_rates(reader.frame("compliance_by_day", selection))
    visits = reader.frame("visits_by_day", selection)
    loans = reader.frame("loans_by_day", selection)

    def rate(key: str, part: str, whole: str) -> Figure:
        course = _rate_course(days, part, whole, selection)
        return Figure(key, now[key], then[key], int(now[part]), int(now[whole]), course)

    return Headline(
        visits=Figure("visits", now["visits"], then["visits"], None, None, _count_course(visits, "visits", selection)),
        loans=Figure("loans", now["loans"], then["loans"], None, None, _count_course(loans, "loans", selection)),
        compliance=rate("compliance_rate", "on_time", "fixed_expected"),
        recording=rate("recording_rate", "recorded", "expected"),
        on_time=rate("on_time_rate", "on_time", "timed"),
        details=now,
    )


def _totals(reader: Reader, selection: Selection) -> dict[str, Any]:
    totals: dict[str, Any] = {}
    for query in ("visits", "loans", "compliance"):
        totals |= reader.row(query, selection) or {}
    return totals | rates_of(totals)


def _bucketed(frame: pd.DataFrame, selection: Selection, columns: list[str]) -> pd.DataFrame:
    """Sums by day, or by week when the days are too many for a sparkline."""
    if frame.empty or selection.period.days <= SPARK_BUCKETS:
        return frame
    weeks = pd.to_datetime(frame["day"]).dt.to_period("W")
    return frame.groupby(weeks)[columns].sum().reset_index()


def _count_course(frame: pd.DataFrame, column: str, selection: Selection) -> list[float | None]:
    return [float(value) for value in _bucketed(frame, selection, [column])[column]]


def _rate_course(frame: pd.DataFrame, part: str, whole: str, selection: Selection) -> list[float | None]:
    sums = _bucketed(frame, selection, [part, whole])
    return [ratio(above, below) for above, below in zip(sums[part], sums[whole], strict=True)]
