"""What planners do without a computer: the longest unserved first, into the first day where it still fits."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.planning.model import Site
from warehouse.planning.problem import Problem, Route

NEVER = 10**6


def longest_unserved_first(problem: Problem, sites: Sequence[Site]) -> list[Route]:
    """Required sites before all, then by days since served, then by people; each put where it costs least."""

    def waiting(place: int) -> tuple[bool, int, int, int]:
        site = sites[place - 1]
        days = NEVER if site.days_since_served is None else site.days_since_served
        return place not in problem.must, -days, -site.people, place

    days: list[tuple[int, tuple[int, ...]]] = [
        (number, ()) for number, crew in enumerate(problem.crews) for _ in range(crew.count)
    ]
    for place in sorted(problem.places, key=waiting):
        for index, (crew, stops) in enumerate(days):
            if put := shortest_with(problem, crew, stops, place):
                days[index] = (crew, put)
                break
    return [Route(crew, stops) for crew, stops in days if stops]


def shortest_with(problem: Problem, crew: int, stops: tuple[int, ...], place: int) -> tuple[int, ...] | None:
    """The stops with `place` where it lengthens the day least; None when it no longer fits."""
    tried = [(*stops[:at], place, *stops[at:]) for at in range(len(stops) + 1)]
    best = min(tried, key=lambda way: problem.length(problem.crews[crew], way))
    return best if problem.fits(problem.crews[crew], best) else None
