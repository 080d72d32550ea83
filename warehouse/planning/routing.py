"""Solves a routing problem: exactly when it is small, else by iterated local search (PyVRP) and a choice among its routes.

The same problem gives the same routes: the search is seeded and ends after so many iterations, not after so many seconds.
The clock only stops it when a slow machine would take longer than `seconds`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pyvrp
from pyvrp.search import PerturbationParams
from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria

from warehouse.planning.exact import every_route, EXACT_UP_TO
from warehouse.planning.packing import best_of, Pool, upper_bound, weight
from warehouse.planning.problem import Problem, Route, Solution

ROUNDS = (1.0, 3.0, 1.0, 0.3)
"""What a unit of score is worth against a unit of length, round by round, in lengths of an average visit: high values go
for places, low ones keep routes short, which leaves room. Every other round goes on from the best routes so far."""
SHARE_OF_SEARCH = 0.75
KEPT_ROUTES = 40_000


def solve(problem: Problem, *, seconds: float = 18.0, iterations: int = 12_000, seed: int = 1) -> Solution:
    """The best routes found within `iterations` (in all rounds together) or `seconds`, whichever comes first."""
    begun = time.monotonic()
    places = problem.places
    if not places:
        return Solution((), 0, 0, is_optimal=True)
    if len(places) <= EXACT_UP_TO:
        routes, is_optimal = best_of(problem, every_route(problem), seconds=seconds, most=100_000)
        return _solution(problem, routes, is_optimal=is_optimal)
    best, _pool = searched(
        problem, ROUNDS, seconds=seconds - (time.monotonic() - begun), iterations=iterations, seed=seed
    )
    return _solution(problem, best, is_optimal=False)


def searched(
    problem: Problem, rounds: Sequence[float], *, seconds: float, iterations: int, seed: int
) -> tuple[list[Route], Pool]:
    """The best routes of some rounds, and all routes they came by."""
    begun, places = time.monotonic(), problem.places
    pool, data = _Pool(problem, places), _as_data(problem, places)
    best: list[Route] = []
    for number, worth in enumerate(rounds):
        left = seconds * SHARE_OF_SEARCH * (number + 1) / len(rounds) - (time.monotonic() - begun)
        if left <= 0:
            continue
        start = best if number % 2 else []
        found = _search(
            pool, _at_worth(data, problem, places, worth), start, iterations // len(rounds), left, seed + number
        )
        best = max(best, found, key=lambda routes: _worth(problem, routes))
        packed, _ = best_of(problem, pool.routes, seconds=max(1.0, seconds * (1 - SHARE_OF_SEARCH) / len(rounds)))
        best = max(best, packed, key=lambda routes: _worth(problem, routes))
    return best, pool.routes


def chosen_of(problem: Problem, several: Sequence[tuple[list[Route], Pool]], *, seconds: float) -> Solution:
    """The best of several searches, and of what their routes make together."""
    together: dict[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]] = {}
    for _best, pool in several:
        for key, way in pool.items():
            if key not in together or way < together[key]:
                together[key] = way
    packed, _ = best_of(problem, together, seconds=seconds)
    best = max([packed, *(best for best, _pool in several)], key=lambda routes: _worth(problem, routes))
    return _solution(problem, best, is_optimal=False)


def _worth(problem: Problem, routes: Sequence[Route]) -> tuple[int, int]:
    length = sum(problem.length(problem.crews[route.crew], route.stops) for route in routes)
    return sum(weight(problem, frozenset(route.stops)) for route in routes), -length


def _solution(problem: Problem, routes: Sequence[Route], *, is_optimal: bool) -> Solution:
    kept = tuple(sorted((route for route in routes if route.stops), key=lambda route: (route.crew, route.stops)))
    visited = {stop for route in kept for stop in route.stops}
    score = problem.score(visited)
    bound = score if is_optimal else max(score, upper_bound(problem))
    left_out = frozenset(place for place, points in enumerate(problem.scores) if points > 0 and place not in visited)
    return Solution(kept, score, bound, is_optimal or score == bound, left_out)


class _Pool(pyvrp.IteratedLocalSearchCallbacks):
    """Every route within its day that the search came by, in the shortest order seen."""

    def __init__(self, problem: Problem, places: Sequence[int]) -> None:
        self.problem, self.places = problem, places
        self.routes: dict[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]] = {}

    def on_iteration(self, current: Any, candidate: Any, best: Any, cost_evaluator: Any) -> None:
        if len(self.routes) >= KEPT_ROUTES:
            return
        for route in candidate.routes():
            if route.is_feasible():
                self.add(route)

    def add(self, route: Any) -> Route:
        order = tuple(self.places[stop.idx] for stop in route.schedule() if stop.is_client())
        crew = int(route.vehicle_type())
        key = (crew, frozenset(order))
        length = self.problem.length(self.problem.crews[crew], order)
        if order and (key not in self.routes or (length, order) < self.routes[key]):
            self.routes[key] = (length, order)
        return Route(crew, order)


def _search(
    pool: _Pool, data: pyvrp.ProblemData, start: Sequence[Route], iterations: int, seconds: float, seed: int
) -> list[Route]:
    index = {place: number for number, place in enumerate(pool.places)}
    options: dict[str, Any] = {}
    if start:
        options["initial_solution"] = pyvrp.Solution(
            data, [pyvrp.Route(data, [index[stop] for stop in route.stops], route.crew) for route in start]
        )
    result = pyvrp.solve(
        data, MultipleCriteria([MaxIterations(iterations), MaxRuntime(seconds)]), seed=seed, display=False,
        collect_stats=False,
        params=pyvrp.SolveParams(
            ils=pyvrp.IteratedLocalSearchParams(callbacks=pool), perturbation=PerturbationParams(1, 25)
        ),
        **options,
    )  # fmt: skip
    return [pool.add(route) for route in result.best.routes()] if result.is_feasible() else []


def _as_data(problem: Problem, places: Sequence[int]) -> pyvrp.ProblemData:
    model = pyvrp.Model()
    locations = [model.add_location(x=0, y=0) for _ in problem.scores]
    depots: dict[int, Any] = {}
    for crew in problem.crews:
        for place in (crew.start, crew.end):
            if place not in depots:
                depots[place] = model.add_depot(locations[place])
    profiles = _profiles(model, problem)
    for number, crew in enumerate(problem.crews):
        model.add_vehicle_type(
            num_available=crew.count,
            start_depot=depots[crew.start],
            end_depot=depots[crew.end],
            shift_duration=crew.budget,
            max_distance=crew.budget,
            unit_distance_cost=1,
            profile=profiles[number],
        )
    for place in places:
        model.add_client(locations[place], service_duration=problem.service[place], required=place in problem.must)
    return _with_edges(model, problem, locations, profiles)


def _at_worth(data: pyvrp.ProblemData, problem: Problem, places: Sequence[int], worth: float) -> pyvrp.ProblemData:
    """The same data with a unit of score worth `worth` lengths of an average visit; what is required has no price."""
    per_score = _length_per_score(problem, places) * worth
    priced = [
        pyvrp.Client(
            client.location,
            service_duration=client.service_duration,
            required=client.required,
            prize=0 if client.required else max(1, round(problem.scores[place] * per_score)),
        )
        for client, place in zip(data.clients(), places, strict=True)
    ]
    return data.replace(clients=priced)


def _profiles(model: Any, problem: Problem) -> list[Any]:
    """One profile for all crews that may go everywhere; one each for crews that may not."""
    everywhere = model.add_profile()
    return [everywhere if crew.may_visit is None else model.add_profile() for crew in problem.crews]


def _with_edges(model: Any, problem: Problem, locations: Sequence[Any], profiles: Sequence[Any]) -> pyvrp.ProblemData:
    """Ways between all places, the service added to the way that leads to a place; ways a crew may not go take too long."""
    too_long = 2 * max(crew.budget for crew in problem.crews) + 1
    done = set()
    for crew, profile in zip(problem.crews, profiles, strict=True):
        if id(profile) in done:
            continue
        done.add(id(profile))
        for a in range(len(locations)):
            for b in range(len(locations)):
                if a == b:
                    continue
                way = int(problem.times[a, b])
                closed = problem.scores[b] > 0 and not crew.reaches(b)
                distance = too_long if closed else way + problem.service[b]
                model.add_edge(locations[a], locations[b], distance=distance, duration=way, profile=profile)
    return model.data()


def _length_per_score(problem: Problem, places: Sequence[int]) -> float:
    """The length of an average visit (way and service) over the average score."""
    ways = [
        min(int(problem.times[crew.start, p] + problem.times[p, crew.end]) for crew in problem.crews) for p in places
    ]
    length = sum(ways) / len(ways) + sum(problem.service[p] for p in places) / len(places)
    score = sum(problem.scores[p] for p in places) / len(places)
    return max(length, 1.0) / max(score, 1.0)
