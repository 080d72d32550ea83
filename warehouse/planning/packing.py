"""Choosing among known routes: the set of them that reaches most, no place twice, no crew twice; and the bound above any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ortools.linear_solver import pywraplp

from warehouse.planning.problem import Crew, Problem, Route

Pool = Mapping[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]]
"""(crew, places) → (length, the shortest order known)."""

MUST = 10**6
"""A place that must be visited outweighs every score."""


def weight(problem: Problem, places: frozenset[int]) -> int:
    return problem.score(places) + MUST * len(places & problem.must)


def best_of(problem: Problem, pool: Pool, *, seconds: float, most: int = 6000) -> tuple[list[Route], bool]:
    """The best set of routes of the pool, and whether it is proven to be that. Equal scores: the shorter routes."""
    columns = sorted(pool.items(), key=lambda one: (-weight(problem, one[0][1]), one[1]))[:most]
    solver = pywraplp.Solver.CreateSolver("SCIP")
    solver.SetTimeLimit(max(1, int(seconds * 1000)))
    taken = [solver.BoolVar("") for _ in columns]
    by_crew: dict[int, list[pywraplp.Variable]] = defaultdict(list)
    by_place: dict[int, list[pywraplp.Variable]] = defaultdict(list)
    for variable, ((crew, places), _) in zip(taken, columns, strict=True):
        by_crew[crew].append(variable)
        for place in sorted(places):
            by_place[place].append(variable)
    for crew, variables in by_crew.items():
        solver.Add(solver.Sum(variables) <= problem.crews[crew].count)
    for variables in by_place.values():
        solver.Add(solver.Sum(variables) <= 1)
    longest = sum(crew.budget * crew.count for crew in problem.crews) + 1
    solver.Maximize(
        solver.Sum(
            variable * (weight(problem, places) - length / longest)
            for variable, ((_crew, places), (length, _order)) in zip(taken, columns, strict=True)
        )
    )
    status = solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return [], False
    chosen = [
        Route(crew, order)
        for variable, ((crew, _places), (_length, order)) in zip(taken, columns, strict=True)
        if variable.solution_value() > 0.5
    ]
    return chosen, status == pywraplp.Solver.OPTIMAL and len(columns) == len(pool)


def upper_bound(problem: Problem) -> int:
    """A score no plan exceeds. A visit costs at least its service and half of the shortest ways in and out; all days
    together give so much time and no more: what could be reached if routes cost nothing beyond that.
    """
    places = problem.places
    if not places:
        return 0
    ends = sorted({place for crew in problem.crews for place in (crew.start, crew.end)})
    near = sorted({*places, *ends})
    costs = {place: _least_cost(problem, place, near) for place in places}
    time = sum(max(0, crew.budget - _least_leaving(problem, crew, places)) * crew.count for crew in problem.crews)
    return _knapsack([problem.scores[place] for place in places], [costs[place] for place in places], time)


def _least_cost(problem: Problem, place: int, near: Sequence[int]) -> int:
    ways_in = min((int(problem.times[other, place]) for other in near if other != place), default=0)
    ways_out = min((int(problem.times[place, other]) for other in near if other != place), default=0)
    return problem.service[place] * 2 + ways_in + ways_out


def _least_leaving(problem: Problem, crew: Crew, places: Sequence[int]) -> int:
    """Half of the shortest ways out of the start and into the end, which every route of the crew pays."""
    out = min(int(problem.times[crew.start, place]) for place in places)
    home = min(int(problem.times[place, crew.end]) for place in places)
    return (out + home) // 2


def _knapsack(scores: Sequence[int], costs: Sequence[int], time: int) -> int:
    """Fractional knapsack, rounded down: costs are doubled halves, so time is doubled too. All scores when all fit."""
    left, reached = 2.0 * max(0, time), 0.0
    for score, cost in sorted(zip(scores, costs, strict=True), key=lambda one: -one[0] / max(1, one[1])):
        share = 1.0 if cost <= left else left / cost if cost else 1.0
        reached += share * score
        left -= share * cost
        if left <= 0:
            break
    return int(reached + 1e-9)
