"""Periods: whole local days, first and last included, and the period each one is compared with. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse.i18n import local_date, N_, translator

_ = translator("dashboards")

LAST_7, LAST_30, LAST_90 = "7d", "30d", "90d"
THIS_MONTH, LAST_MONTH, THIS_YEAR, CUSTOM = "month", "last-month", "year", "custom"

PRESETS: dict[str, str] = {
    LAST_7: N_("Last 7 days"),
    LAST_30: N_("Last 30 days"),
    LAST_90: N_("Last 90 days"),
    THIS_MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    THIS_YEAR: N_("This year"),
    CUSTOM: N_("Choose dates"),
}
DEFAULT = LAST_30


@dataclass(frozen=True)
class Period:
    """Local days of the agency, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_whole_months(self) -> bool:
        return self.first.day == 1 and self.last.day == _month_length(self.last)

    @property
    def grain(self) -> str:
        """The rows of the marts that add up to it with the least work: months where they fit, else days."""
        return "month" if self.is_whole_months else "day"

    def until(self, day: date) -> Period:
        """The same beginning, up to `day`."""
        return Period(min(self.first, day), day)

    def label(self) -> str:
        """ "1–22 November 2026", as short as it can be said."""
        first, last = self.first, self.last
        if first == last:
            return local_date(first)
        if self.is_whole_months and (first.year, first.month) == (last.year, last.month):
            return local_date(first, "LLLL y")
        if (first.year, first.month) == (last.year, last.month):
            return _("{first}–{last}", first=first.day, last=local_date(last, "d MMMM y"))
        shorter = "d MMMM" if first.year == last.year else "d MMMM y"
        return _("{first} – {last}", first=local_date(first, shorter), last=local_date(last, "d MMMM y"))


def preset(code: str, today: date) -> Period:
    """The period a preset means when the data end on `today`; an unknown code means the default."""
    match code:
        case "7d" | "90d":
            return Period(today - timedelta(days=int(code[:-1]) - 1), today)
        case "month":
            return Period(today.replace(day=1), today)
        case "last-month":
            last = today.replace(day=1) - timedelta(days=1)
            return Period(last.replace(day=1), last)
        case "year":
            return Period(today.replace(month=1, day=1), today)
        case _:
            return Period(today - timedelta(days=29), today)


def before(period: Period) -> Period:
    """What `period` is compared with.

    Whole months: as many whole months before. A month or year to date: the same days of the month or year before.
    Else as many days directly before.
    """
    if period.is_whole_months:
        months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        return Period(_months_back(period.first, months), period.first - timedelta(days=1))
    if (period.first.month, period.first.day) == (1, 1) and period.last.year == period.first.year:
        return Period(_months_back(period.first, 12), _months_back(period.last, 12))
    if period.first.day == 1 and (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return Period(_months_back(period.first, 1), _months_back(period.last, 1))
    return Period(period.first - timedelta(days=period.days), period.first - timedelta(days=1))


def months_touched(period: Period) -> Period:
    """The whole months that `period` touches."""
    last = period.last.replace(day=_month_length(period.last))
    return Period(period.first.replace(day=1), last)


def _month_length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _months_back(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
