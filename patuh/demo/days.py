"""The demo's open days, how many come on each and when: weekdays, holidays, school terms, rush hours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from warehouse.catalogue.agency import Agency

_WEEKDAY = (1.12, 1.05, 1.0, 1.02, 0.84, 0.78, 0.6)
# A day's rush hours as (share of visitors, where in the opening hours, how wide).
_RUSHES = ((0.46, 0.27, 0.10), (0.38, 0.64, 0.11))
_LAST_ARRIVAL = 0.93


@dataclass(frozen=True)
class OpenDay:
    """A day with visitors, on the agency's wall clock; `number` and `week` count from the demo's first day."""

    day: date
    number: int
    opens_at: datetime
    closes_at: datetime
    arrivals: tuple[datetime, ...]

    @property
    def week(self) -> int:
        return self.number // 7

    def rush(self, at: datetime) -> float:
        """How much a crowd slows the desk: visitors within a quarter of an hour against the day's usual."""
        window = timedelta(minutes=15)
        near = sum(1 for arrival in self.arrivals if abs(arrival - at) <= window)
        usual = max(1.0, len(self.arrivals) * 1800 / (self.closes_at - self.opens_at).total_seconds())
        return min(1.45, max(0.92, 0.88 + 0.12 * near / usual))


def school_factor(day: date) -> float:
    """Fewer come in the school holidays, more before exams."""
    month_day = (day.month, day.day)
    if (6, 20) <= month_day <= (7, 12) or month_day >= (12, 19) or month_day <= (1, 2):
        return 0.70
    if (11, 16) <= month_day <= (12, 12) or (5, 1) <= month_day <= (5, 31):
        return 1.18
    return 1.0


def open_days(agency: Agency, first_day: date, how_many: int, visits: float, draw: Random) -> list[OpenDay]:
    """The open days among `how_many` days from `first_day`, with `visits` arrivals a day on average."""
    days = [first_day + timedelta(days=n) for n in range(how_many)]
    hours = {day: agency.calendar.hours_on(day) for day in days}
    weights = {day: _WEEKDAY[day.weekday()] * school_factor(day) for day in days if hours[day]}
    if not weights:
        return []
    mean = sum(weights.values()) / len(weights)
    found = []
    for day, weight in weights.items():
        opens, closes = hours[day] or (time(8), time(16))
        opens_at, closes_at = (datetime.combine(day, at, agency.zone) for at in (opens, closes))
        expected = visits * weight / mean
        count = max(0, round(draw.gauss(expected, math.sqrt(expected) * 0.8)))
        arrivals = tuple(sorted(_arrival(opens_at, closes_at, draw) for _ in range(count)))
        found.append(OpenDay(day, (day - first_day).days, opens_at, closes_at, arrivals))
    return found


def _arrival(opens_at: datetime, closes_at: datetime, draw: Random) -> datetime:
    luck = draw.random()
    share = -1.0
    for weight, middle, width in _RUSHES:
        if luck < weight:
            share = draw.gauss(middle, width)
            break
        luck -= weight
    if not 0 <= share <= _LAST_ARRIVAL:
        share = draw.uniform(0.0, _LAST_ARRIVAL)
    return opens_at + timedelta(seconds=round(share * (closes_at - opens_at).total_seconds(), 3))
