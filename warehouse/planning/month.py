"""A month's plan: which sites, on which day, by which vehicle, in which order; beside it what planners do without it.

Pure: the same sites, vehicles, ways and weights give the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from warehouse.planning.model import Day, LeftOut, Need, Plan, PlannedStop, Site, Vehicle, Weights
from warehouse.planning.need import needs
from warehouse.planning.problem import Crew, Problem, Route, Solution, Times
from warehouse.planning.reasons import why, why_not
from warehouse.planning.rivals import longest_unserved_first
from warehouse.planning.routing import solve

OFFICE = 0
CURVE_STEPS = (1, 2, 3, 5, 8, 13, 21)


@dataclass(frozen=True)
class Month:
    """`ways[i, j]` in minutes; row 0 is the office, row i + 1 the i-th site."""

    sites: tuple[Site, ...]
    vehicles: tuple[Vehicle, ...]
    ways: Times
    day: Day = field(default_factory=Day)
    weights: Weights = field(default_factory=Weights)

    def without(self, vehicle_no: str) -> Month:
        """What if a vehicle were missing."""
        return replace(self, vehicles=tuple(one for one in self.vehicles if one.vehicle_no != vehicle_no))


def plan(month: Month, *, seconds: float = 18.0) -> Plan:
    """The month's plan. Sites without coordinates, barred or served this month are left out, with the reason."""
    need = needs(month.sites, month.weights)
    problem = as_problem(month, need)
    solution = solve(problem, seconds=seconds)
    rival_routes = longest_unserved_first(problem, month.sites)
    rival = sum(problem.score(route.stops) for route in rival_routes)
    if rival > solution.score:
        solution = Solution(tuple(rival_routes), rival, max(rival, solution.bound))
    stops = _timetable(month, need, problem, solution)
    chosen = {stop.site.site_id for stop in stops}
    left_out = tuple(
        LeftOut(site, need[site.site_id], why_not(month.day, problem, solution, month.sites, number))
        for number, site in enumerate(month.sites)
        if site.site_id not in chosen
    )
    whole = sum(one.points for one in need.values())
    return Plan(
        stops, left_out, solution.score, solution.bound, solution.is_optimal, rival, whole,
        _curve(solution.score, problem, month.sites, chosen, whole),
    )  # fmt: skip


def as_problem(month: Month, need: Mapping[str, Need]) -> Problem:
    """One crew a vehicle, as often as it has days; barred sites have no score."""
    scores = [0, *(need[site.site_id].points if _is_open(site) else 0 for site in month.sites)]
    service = [0, *(month.day.visit_min for _ in month.sites)]
    crews = tuple(
        Crew(OFFICE, OFFICE, month.day.road_min, len(vehicle.days)) for vehicle in month.vehicles if vehicle.days
    )
    must = frozenset(number for number, site in enumerate(month.sites, 1) if site.lock == "must" and _is_open(site))
    problem = Problem(month.ways, service, scores, crews, must)
    within_reach = frozenset(place for place in must if any(problem.fits(crew, (place,)) for crew in crews))
    return replace(problem, must=within_reach)


def _is_open(site: Site) -> bool:
    return site.lock != "must_not" and not site.is_served_this_month and site.latitude is not None


def _timetable(month: Month, need: Mapping[str, Need], problem: Problem, solution: Solution) -> tuple[PlannedStop, ...]:
    """Days in order: the routes that reach most first; clock times from the SOP's own minutes."""
    vehicles = [vehicle for vehicle in month.vehicles if vehicle.days]
    stops: list[PlannedStop] = []
    for crew, vehicle in enumerate(vehicles):
        routes = sorted(
            (route for route in solution.routes if route.crew == crew),
            key=lambda route: (-problem.score(route.stops), route.stops),
        )
        for planned_on, route in zip(sorted(vehicle.days), routes, strict=False):
            stops += _day_of(month, need, problem, solution, vehicle, planned_on, route)
    return tuple(sorted(stops, key=lambda stop: (stop.planned_on, stop.vehicle_no, stop.order)))


def _day_of(
    month: Month, need: Mapping[str, Need], problem: Problem, solution: Solution, vehicle: Vehicle, planned_on: date,
    route: Route,
) -> list[PlannedStop]:  # fmt: skip
    minute = month.day.starts_at.hour * 60 + month.day.starts_at.minute + month.day.preparation_min
    before = OFFICE
    stops = []
    for order, place in enumerate(route.stops, 1):
        minute += int(problem.times[before, place])
        site = month.sites[place - 1]
        reason = why(site, need[site.site_id], problem, route, place)
        leave = minute + problem.service[place]
        stops.append(
            PlannedStop(
                site,
                need[site.site_id],
                vehicle.vehicle_no,
                planned_on,
                order,
                _clock(minute),
                _clock(leave),
                reason,
            )
        )
        minute, before = leave, place
    return stops


def _clock(minute: int) -> time:
    return time(min(23, minute // 60), minute % 60 if minute < 24 * 60 else 59)


def _curve(
    reached: int, problem: Problem, sites: Sequence[Site], chosen: set[str], whole: int
) -> tuple[tuple[int, float], ...]:
    """The share of the whole need that so many more visits would reach, the neediest first; none that no day can hold."""
    more = [problem.scores[place] for place in problem.places if sites[place - 1].site_id not in chosen]
    more.sort(reverse=True)
    steps = [0, *(step for step in CURVE_STEPS if step <= len(more))]
    return tuple((step, (reached + sum(more[:step])) / whole if whole else 0.0) for step in steps)
