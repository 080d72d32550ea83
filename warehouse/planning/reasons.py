"""Why a site is in the plan, and why another is not, in words and minutes."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.i18n import number, translator
from warehouse.planning.model import Day, Need, Site
from warehouse.planning.problem import Problem, Route, Solution
from warehouse.planning.rivals import shortest_with

_ = translator("warehouse")


def why(site: Site, need: Need, problem: Problem, route: Route, place: int) -> str:
    """What makes the need, and what the stop costs on its day."""
    crew = problem.crews[route.crew]
    without = tuple(stop for stop in route.stops if stop != place)
    extra = problem.length(crew, route.stops) - (problem.length(crew, without) if without else 0)
    waiting = (
        _("never served") if site.days_since_served is None
        else _("not served for {days} days", days=number(site.days_since_served))
    )  # fmt: skip
    parts = [_("{people} people, {waiting}", people=number(site.people), waiting=waiting), *_factors(need)]
    if site.lock == "must":
        parts.append(_("fixed by the planner"))
    parts.append(_("takes {minutes} minutes of the day", minutes=number(extra)))
    return "; ".join(parts)


def _factors(need: Need) -> list[str]:
    said = []
    if need.request > 1:
        said.append(_("has asked by letter"))
    if need.fairness > 1.1:
        said.append(_("its regency is reached less than others"))
    if need.use > 1.1:
        said.append(_("used more than the average"))
    if need.use < 0.9:
        said.append(_("used less than the average"))
    if need.papers < 1:
        said.append(_("owes papers"))
    return said


def why_not(day: Day, problem: Problem, solution: Solution, sites: Sequence[Site], index: int) -> str:
    """The first reason that holds: barred, served, no place, out of reach, or needed less than what would have to go."""
    site, place = sites[index], index + 1
    if site.lock == "must_not":
        return _("left out by the planner")
    if site.is_served_this_month:
        return _("has its visit of this month already")
    if site.latitude is None:
        return _("has no coordinates: enter them at the site")
    if not problem.crews:
        return _("no vehicle has a day this month")
    alone = min(problem.length(crew, (place,)) for crew in problem.crews)
    if alone > day.road_min:
        return _(
            "too far for one day: there and back takes {minutes} minutes, the day has {have}",
            minutes=number(alone), have=number(day.road_min),
        )  # fmt: skip
    if any(shortest_with(problem, route.crew, route.stops, place) for route in solution.routes):
        return _("fits into a day, but adds less than what was chosen there")
    cheapest = _cheapest_exchange(problem, solution, place)
    if cheapest is None:
        return _("every day is full, and no single stop could make room for it")
    out = sites[cheapest - 1]
    return _(
        "every day is full; it would take the place of {site}, whose need is {more} points greater",
        site=out.name, more=number(problem.scores[cheapest] - problem.scores[place]),
    )  # fmt: skip


def _cheapest_exchange(problem: Problem, solution: Solution, place: int) -> int | None:
    """The planned stop of least need that could be exchanged for `place` within its day, if its need is greater."""
    found = [
        stop
        for route in solution.routes
        for stop in route.stops
        if stop not in problem.must
        and problem.scores[stop] >= problem.scores[place]
        and shortest_with(problem, route.crew, tuple(one for one in route.stops if one != stop), place)
    ]
    return min(found, key=lambda stop: (problem.scores[stop], stop)) if found else None
