"""What a month's plan is made from: the sites and vehicles of the figures, the SOP's times, roads, the planner's wish."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from warehouse.catalogue.model import Catalogue
from warehouse.catalogue.outreach_day import day_by_sop
from warehouse.catalogue.read_planning import PlanningTerms
from warehouse.catalogue.working_days import AgencyCalendar
from warehouse.lake.plan_sites import candidates, fleet_of, VehicleSeen
from warehouse.planning.model import Lock, Site, Vehicle
from warehouse.planning.month import Month
from warehouse.planning.problem import Times
from warehouse.planning.travel import minutes_between, Place

SERVICES = ("anter_koper", "mobile_library", "school_drop")
"""Those that are planned: ANTER KOPER, MPK, LTPS."""


@dataclass(frozen=True)
class Wish:
    """What the planner asks for. `vehicles`, `days` None: as many as the service has, and goes out.

    `must`, `must_not`: site ids. `not_before`: the first day that can still be planned. `asked_only`: approved requests
    only.
    """

    agency: str
    service: str
    month: date
    vehicles: int | None = None
    days: int | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    asked_only: bool = False
    not_before: date | None = None


def month_of(
    cursor: duckdb.DuckDBPyConnection, catalogue: Catalogue, terms: PlanningTerms, wish: Wish, ways: Times | None = None
) -> Month:
    """`ways` in place of those by the map, for the sites in the order of `candidates`."""
    sites = locked(candidates(cursor, wish.agency, wish.service, wish.month, asked_only=wish.asked_only), wish)
    if ways is None:
        ways = ways_between(terms, sites)
    day = day_by_sop(catalogue.version_for(wish.service, wish.agency, wish.month), terms.day)
    vehicles = fleet(cursor, catalogue.agency(wish.agency).calendar, terms, wish)
    return Month(sites, vehicles, ways, day)


def locked(sites: Sequence[Site], wish: Wish) -> tuple[Site, ...]:
    locks: dict[str, Lock] = {**dict.fromkeys(wish.must, "must"), **dict.fromkeys(wish.must_not, "must_not")}
    return tuple(replace(site, lock=locks.get(site.site_id)) for site in sites)


def ways_between(terms: PlanningTerms, sites: Sequence[Site]) -> Times:
    places = [Place(site.latitude or 0.0, site.longitude or 0.0, site.region_code) for site in sites]
    return minutes_between([terms.office, *places], terms.roads)


def fleet(
    cursor: duckdb.DuckDBPyConnection, calendar: AgencyCalendar, terms: PlanningTerms, wish: Wish
) -> tuple[Vehicle, ...]:
    """The service's vehicles, each on so many of the month's working days on which it is free, spread over the month."""
    seen = fleet_of(cursor, wish.agency, wish.service)
    count = len(seen) if wish.vehicles is None else wish.vehicles
    taken = {one.vehicle_no for one in seen}
    free_names = (str(number) for number in range(1, 1000) if str(number) not in taken)
    seen = [*seen, *(VehicleSeen(next(free_names), frozenset()) for _ in range(count - len(seen)))][:count]
    days = working_days(calendar, wish.month, wish.not_before)
    most = wish.days if wish.days is not None else terms.days_of.get(wish.service, len(days))
    free = [[day for day in days if day not in one.out_on] for one in seen]
    return tuple(Vehicle(one.vehicle_no, tuple(on)) for one, on in zip(seen, in_turn(free, most), strict=True))


def working_days(calendar: AgencyCalendar, first: date, not_before: date | None = None) -> list[date]:
    """The agency's working days of the month that begins on `first`."""
    days = [first + timedelta(days=offset) for offset in range(31)]
    open_days = [day for day in days if day.month == first.month and calendar.is_working_day(day)]
    return [day for day in open_days if not_before is None or day >= not_before]


def spread(days: Sequence[date], most: int) -> list[date]:
    """At most so many of the days, as evenly over the month as they fall."""
    if most >= len(days):
        return list(days)
    return [days[round((number + 0.5) * len(days) / most - 0.5)] for number in range(most)]


def in_turn(free: Sequence[Sequence[date]], most: int) -> list[list[date]]:
    """So many days for each vehicle; as long as the month has room, on days on which no other goes out, so that one crew
    can take them all."""
    together = sorted(set().union(*free)) if free else []
    if most * len(free) > len(together) or any(set(days) != set(together) for days in free):
        return [spread(days, most) for days in free]
    chosen = spread(together, most * len(free))
    return [chosen[number :: len(free)] for number in range(len(free))]


def fingerprint(month: Month) -> str:
    """The same for the same input, whichever process asks."""
    parts = (month.sites, month.vehicles, month.ways.tolist(), month.day, month.weights)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
