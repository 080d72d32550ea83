"""All routes of a small problem: every set of places a crew can visit in a day, in its shortest order (Held–Karp)."""

from __future__ import annotations

from warehouse.planning.problem import Problem

EXACT_UP_TO = 10
"""So many places have at most 1,024 sets: listing them is quick, and the best choice among all is the best there is."""


def every_route(problem: Problem) -> dict[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]]:
    """(crew, places) → (length, order), for all sets of places that fit into the crew's day."""
    pool: dict[tuple[int, frozenset[int]], tuple[int, tuple[int, ...]]] = {}
    for index, crew in enumerate(problem.crews):
        places = [place for place in problem.places if problem.fits(crew, (place,))]
        ends: dict[tuple[frozenset[int], int], tuple[int, tuple[int, ...]]] = {
            (frozenset({place}), place): (int(problem.times[crew.start, place]) + problem.service[place], (place,))
            for place in places
        }
        while ends:
            for (visited, last), (length, order) in ends.items():
                whole = length + int(problem.times[last, crew.end])
                key = (index, visited)
                if whole <= crew.budget and (key not in pool or (whole, order) < pool[key]):
                    pool[key] = (whole, order)
            longer: dict[tuple[frozenset[int], int], tuple[int, tuple[int, ...]]] = {}
            for (visited, last), (length, order) in ends.items():
                for place in places:
                    if place in visited:
                        continue
                    reached = length + int(problem.times[last, place]) + problem.service[place]
                    if reached > crew.budget:
                        continue
                    state = (visited | {place}, place)
                    if state not in longer or (reached, (*order, place)) < longer[state]:
                        longer[state] = (reached, (*order, place))
            ends = longer
    return pool
