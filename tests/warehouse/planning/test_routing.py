"""Routes against brute force on small problems; budgets and locks hold on all; the same problem, the same routes."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.planning.packing import upper_bound
from warehouse.planning.problem import Crew, Problem, Solution
from warehouse.planning.routing import solve


def problems(most: int, crews: int = 2) -> st.SearchStrategy[Problem]:
    """Places on a grid of minutes, the office among them, ways as the crow flies, rounded up."""

    @st.composite
    def made(draw: st.DrawFn) -> Problem:
        count = draw(st.integers(1, most))
        xy = np.array(
            draw(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=count + 1, max_size=count + 1))
        )
        ways = np.ceil(np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))).astype(np.int64)
        scores = [0, *draw(st.lists(st.integers(0, 50), min_size=count, max_size=count))]
        service = [0, *draw(st.lists(st.integers(0, 40), min_size=count, max_size=count))]
        teams = tuple(
            Crew(0, 0, draw(st.integers(0, 300)), draw(st.integers(1, 2))) for _ in range(draw(st.integers(1, crews)))
        )
        problem = Problem(ways, service, scores, teams)
        locked = draw(st.sets(st.integers(1, count), max_size=2))
        within = frozenset(place for place in locked if any(problem.fits(crew, (place,)) for crew in teams))
        return Problem(ways, service, scores, teams, within)

    return made()


def brute_force(problem: Problem) -> tuple[int, int]:
    """The most required places, then the best score, over every way to hand places to crews in every order."""
    crews = [crew for crew in problem.crews for _ in range(crew.count)]
    best = (0, 0)
    for handed in product(range(-1, len(crews)), repeat=len(problem.places)):
        routes = [
            [place for place, to in zip(problem.places, handed, strict=True) if to == k] for k in range(len(crews))
        ]
        if all(
            any(problem.fits(crew, way) for way in permutations(route))
            for crew, route in zip(crews, routes, strict=True)
        ):
            visited = {place for route in routes for place in route}
            best = max(best, (len(visited & problem.must), problem.score(visited)))
    return best


def assert_possible(problem: Problem, solution: Solution) -> None:
    stops = [stop for route in solution.routes for stop in route.stops]
    assert len(stops) == len(set(stops))
    for number, crew in enumerate(problem.crews):
        own = [route for route in solution.routes if route.crew == number]
        assert len(own) <= crew.count
        assert all(problem.fits(crew, route.stops) for route in own)
    assert solution.score == problem.score(stops) <= solution.bound


@settings(max_examples=40, deadline=None)
@given(problems(4))
def test_a_small_problem_is_solved_as_well_as_by_trying_everything(problem: Problem) -> None:
    solution = solve(problem)
    assert_possible(problem, solution)
    visited = {stop for route in solution.routes for stop in route.stops}
    assert (len(visited & problem.must), solution.score) == brute_force(problem)
    assert solution.is_optimal
    assert upper_bound(problem) >= solution.score


@settings(max_examples=8, deadline=None)
@given(problems(24, crews=3))
def test_days_locks_and_the_bound_hold_on_larger_problems(problem: Problem) -> None:
    solution = solve(problem, iterations=300, seconds=6)
    assert_possible(problem, solution)
    assert upper_bound(problem) >= solution.score


def spread(count: int, seed: int) -> Problem:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 200, (count + 1, 2))
    ways = np.ceil(np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))).astype(np.int64)
    return Problem(ways, [0, *[60] * count], [0, *rng.integers(1, 500, count).tolist()], (Crew(0, 0, 400, 8),))


def test_the_same_problem_gives_the_same_routes() -> None:
    problem = spread(40, 5)
    first, second = (solve(problem, iterations=800, seconds=120) for _ in range(2))
    assert first == second


def test_a_place_a_crew_may_not_visit_is_left_to_the_other() -> None:
    problem = spread(14, 3)
    only_first = frozenset(range(1, 8))
    crews = (Crew(0, 0, 500, 1, only_first), Crew(0, 0, 500, 1, frozenset(range(8, 15))))
    solution = solve(Problem(problem.times, problem.service, problem.scores, crews), iterations=800, seconds=30)
    assert {route.crew for route in solution.routes} == {0, 1}
    assert all((set(route.stops) <= only_first) == (route.crew == 0) for route in solution.routes)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_required_is_visited_whatever_it_costs(seed: int) -> None:
    problem = spread(20, seed)
    poorest = min((p for p in problem.places), key=lambda place: problem.scores[place])
    locked = Problem(problem.times, problem.service, problem.scores, problem.crews, frozenset({poorest}))
    solution = solve(locked, iterations=800, seconds=30)
    assert poorest in {stop for route in solution.routes for stop in route.stops}
