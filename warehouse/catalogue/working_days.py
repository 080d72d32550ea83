"""Days of an agency: working days (standards in "hari", document deadlines) and open days (visitors, fines).

Public holidays come from the `holidays` package, offline; collective leave and closures are the agency's own lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from types import MappingProxyType


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """Date → Indonesian name. One year at a time, computed once, so that threads never share a filling object."""
    import holidays  # 80 ms: only where a calendar is asked

    found = holidays.country_holidays(country, years=year, language="id" if country == "ID" else None)
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Local opening and closing time by weekday (0 = Monday); a weekday not listed is closed to visitors."""

    begins_on: date | None
    by_weekday: Mapping[int, tuple[time, time]] = field(hash=False)
    example: bool


@dataclass(frozen=True)
class AgencyCalendar:
    country: str
    working_weekdays: frozenset[int]
    hours: tuple[OpeningHours, ...]
    collective_leave: Mapping[date, str] = field(hash=False)
    closures: Mapping[date, str] = field(hash=False)  # closed to visitors and not worked, for the agency's own reason
    extra_open_days: frozenset[date]  # open and worked although a holiday or weekend

    def day_off(self, day: date) -> str | None:
        """Why nobody works on that day although its weekday is a working one; None when it is an ordinary day."""
        if day in self.extra_open_days:
            return None
        return (
            self.closures.get(day) or public_holidays(self.country, day.year).get(day) or self.collective_leave.get(day)
        )

    def is_working_day(self, day: date) -> bool:
        if day in self.extra_open_days:
            return True
        return day.weekday() in self.working_weekdays and self.day_off(day) is None

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """Local opening and closing time, None when closed to visitors."""
        begun = [hours for hours in self.hours if hours.begins_on is None or hours.begins_on <= day]
        if not begun or self.day_off(day) is not None:
            return None
        by_weekday = begun[-1].by_weekday
        if day in self.extra_open_days and day.weekday() not in by_weekday:
            return by_weekday[min(by_weekday)] if by_weekday else None
        return by_weekday.get(day.weekday())

    def is_open_day(self, day: date) -> bool:
        return self.hours_on(day) is not None

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return next(d for d in _days_after(day) if self.is_working_day(d))

    def next_open_day(self, day: date) -> date:
        """The first open day after `day`."""
        return next(d for d in _days_after(day) if self.is_open_day(d))

    def open_days_between(self, after: date, until: date) -> int:
        """Open days in (after, until]: what a fine by open days counts."""
        return sum(self.is_open_day(after + timedelta(n)) for n in range(1, (until - after).days + 1))


def _days_after(day: date) -> Iterator[date]:
    return (day + timedelta(n) for n in range(1, 3 * 366))
