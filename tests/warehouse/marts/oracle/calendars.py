"""Working days and versions in force, a second time; the catalogue's own words are read as data only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from tests.warehouse.marts.oracle.facts import wall_clock
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.model import Catalogue, SopVersion


@cache
def public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year))


def is_worked(agency: Agency, day: date) -> bool:
    calendar = agency.calendar
    if day in calendar.extra_open_days:
        return True
    off = day in public_holidays(day.year) or day in calendar.collective_leave or day in calendar.closures
    return day.weekday() in calendar.working_weekdays and not off


def worked_s(agency: Agency, started: datetime, finished: datetime) -> float:
    """Seconds between two moments that fall on working local dates."""
    begin, end = wall_clock(agency.code, started), wall_clock(agency.code, finished)
    total, day = 0.0, begin.date()
    while day <= end.date():
        if is_worked(agency, day):
            midnight = datetime.combine(day, time())
            overlap = min(end, midnight + timedelta(days=1)) - max(begin, midnight)
            total += max(overlap.total_seconds(), 0)
        day += timedelta(days=1)
    return total


def end_of_next_working_day(agency: Agency, after: datetime) -> datetime:
    """The local midnight that ends the first working day after the local day of a moment (wall clock)."""
    day = wall_clock(agency.code, after).date() + timedelta(days=1)
    while not is_worked(agency, day):
        day += timedelta(days=1)
    return datetime.combine(day, time()) + timedelta(days=1)


def version_in_force(catalogue: Catalogue, sop_code: str, agency: str, day: date) -> SopVersion | None:
    """The agency's own version if one is in force on that day, else the one made for all."""
    versions = [version for version in catalogue.versions if version.code == sop_code]
    own = _latest_begun((v for v in versions if v.agencies is not None and agency in v.agencies), day)
    return own or _latest_begun((v for v in versions if v.agencies is None), day)


def _latest_begun(versions: Iterable[SopVersion], day: date) -> SopVersion | None:
    begun = [version for version in versions if version.effective_from is None or version.effective_from <= day]
    if not begun:
        return None
    latest = max(begun, key=lambda version: version.effective_from or date.min)
    return latest if latest.effective_until is None or day <= latest.effective_until else None
