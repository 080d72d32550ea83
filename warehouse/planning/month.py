"""A month's plan: which sites, on which day, by which vehicle, in which order; beside it what planners do without it.

Pure: the same sites, vehicles, ways and weights give the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from warehouse.planning.model import Day, LeftOut, Need, Outing, Plan, PlannedStop, Site, Vehicle, Weights
from warehouse.planning.need import needs
from warehouse.planning.problem import Crew, Problem, Route, Solution, Times
from warehouse.planning.reasons import why, why_not
from warehouse.planning.rivals import longest_unserved_first

OFFICE = 0
ITERATIONS = 4_000
"""Of the search: they end it, not the clock, so that the same input gives the same plan."""
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


@dataclass(frozen=True)
class Solved:
    """What takes long: the routes, and those of longest-unserved-first. Numbers only, in no language."""

    solution: Solution
    rival: tuple[Route, ...]


def plan(month: Month, *, seconds: float = 18.0, iterations: int = ITERATIONS) -> Plan:
    """The month's plan. Sites without coordinates, barred or served this month are left out, with the reason."""
    return told(month, solved(month, seconds=seconds, iterations=iterations))


def solved(month: Month, *, seconds: float = 18.0, iterations: int = ITERATIONS) -> Solved:
    """The routes that reach most, never less than longest-unserved-first does."""
    from warehouse.planning.routing import solve

    problem = as_problem(month, needs(month.sites, month.weights))
    solution = solve(problem, seconds=seconds, iterations=iterations)
    rival = tuple(longest_unserved_first(problem, month.sites))
    reached = problem.score(stop for route in rival for stop in route.stops)
    if reached > solution.score:
        solution = Solution(rival, reached, max(reached, solution.bound))
    return Solved(solution, rival)


def told(month: Month, found: Solved) -> Plan:
    """Days, clock times and reasons, in the language in use."""
    need = needs(month.sites, month.weights)
    problem, solution = as_problem(month, need), found.solution
    outings = _timetable(month, need, problem, solution.routes)
    stops = tuple(sorted((stop for one in outings for stop in one.stops), key=_when))
    chosen = {stop.site.site_id for stop in stops}
    left_out = tuple(
        LeftOut(site, need[site.site_id], why_not(month.day, problem, solution, month.sites, number))
        for number, site in enumerate(month.sites)
        if site.site_id not in chosen
    )
    whole = sum(one.points for one in need.values())
    rival = problem.score(stop for route in found.rival for stop in route.stops)
    return Plan(
        stops, left_out, solution.score, solution.bound, solution.is_optimal, rival, whole,
        _curve(solution.score, problem, month.sites, chosen, whole), outings,
        _timetable(month, need, problem, found.rival),
    )  # fmt: skip


def _when(stop: PlannedStop) -> tuple[date, str, int]:
    return stop.planned_on, stop.vehicle_no, stop.order


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


def _timetable(
    month: Month, need: Mapping[str, Need], problem: Problem, routes: Sequence[Route]
) -> tuple[Outing, ...]:  # fmt: skip
    """Days in order: the routes that reach most first; clock times from the SOP's own minutes."""
    vehicles = [vehicle for vehicle in month.vehicles if vehicle.days]
    outings: list[Outing] = []
    for crew, vehicle in enumerate(vehicles):
        mine = sorted(
            (route for route in routes if route.crew == crew),
            key=lambda route: (-problem.score(route.stops), route.stops),
        )
        for planned_on, route in zip(sorted(vehicle.days), mine, strict=False):
            outings.append(_outing(month, need, problem, vehicle, planned_on, route))
    return tuple(sorted(outings, key=lambda one: (one.planned_on, one.vehicle_no)))


def _outing(
    month: Month, need: Mapping[str, Need], problem: Problem, vehicle: Vehicle, planned_on: date, route: Route
) -> Outing:
    minute, before, stops = month.day.leaves_min, OFFICE, []
    for order, place in enumerate(route.stops, 1):
        minute += int(problem.times[before, place])
        site = month.sites[place - 1]
        leave = minute + problem.service[place]
        stops.append(
            PlannedStop(
                site, need[site.site_id], vehicle.vehicle_no, planned_on, order, _clock(minute), _clock(leave),
                why(site, need[site.site_id], problem, route, place),
            )
        )  # fmt: skip
        minute, before = leave, place
    home = minute + int(problem.times[before, OFFICE])
    visits = sum(problem.service[place] for place in route.stops)
    return Outing(
        vehicle.vehicle_no, planned_on, month.day.starts_at, _clock(month.day.leaves_min), _clock(home),
        _clock(home + month.day.closing_min), home - month.day.leaves_min - visits, tuple(stops),
    )  # fmt: skip


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
