"""LTPS, Silang Layan, Perpustakaan Kunjung: copies left, a month later looked at, taken back or rolled on."""

from __future__ import annotations

from datetime import timedelta

from patuh.demo.evening import evening
from patuh.demo.outing import Outing, Story
from patuh.demo.places import Place
from patuh.demo.road_papers import file_paper
from patuh.demo.schedule import Do, Payload

_LEFT = {"school_drop": (9, 14), "worship_drop": (6, 10), "household_drop": (3, 5)}
_ROLLED = 0.45
_LOST, _DAMAGED = 0.035, 0.04
_NOT_LOADED = 0.12


def drop_trip(outing: Outing) -> Story:
    """The fifteen steps of the three SOPs."""
    draw = outing.draw
    wanted = {place.site_no: draw.randint(*_LEFT[outing.service]) for place in outing.stops}
    yield from outing.open((1, 2, 3, 4, 5), sum(wanted.values()) + draw.randint(0, 3))
    yield from outing.leave()
    left_at = outing.now
    rolled_in: list[str] = []
    for n, place in enumerate(outing.stops):
        here = place.hours if n == 0 else _between(outing.stops[n - 1], place)
        outing.drive(here)
        if n == 0:
            yield from outing.tapped(6, left_at, outing.now)
        following = outing.stops[n + 1] if n + 1 < len(outing.stops) else None
        rolled_in = yield from _stop(outing, place, following, wanted[place.site_no], rolled_in)
    outing.sleep()
    yield from outing.come_back(outing.stops[-1].hours)
    yield from evening(outing, parking=11, checking=12, stock=13, report=14, travel=15)


def _stop(outing: Outing, place: Place, following: Place | None, wanted: int, rolled_in: list[str]) -> Story:
    """Steps 7 to 9 at one site; answers with the copies rolled on to the next."""
    road, draw, case = outing.road, outing.draw, outing.case
    assert case is not None
    before = road.at_site.get(place.site_no, [])
    earlier = [copy_no for copy_no in before if copy_no not in rolled_in]
    arrived = outing.now
    left = outing.aboard[:wanted]
    if left:
        if road.shelf and draw.random() < _NOT_LOADED:
            wrong = outing.at(place, "hand_over", copy_nos=[*left[:2], draw.choice(road.shelf)])
            yield Do(outing.pass_minutes(2, 5), wrong, frozenset({"copy_is_on_the_vehicle"}))
        outing.took(road.standard(outing.service, 7), 0.42)
        yield Do(outing.now, outing.at(place, "hand_over", copy_nos=left, started_at=arrived))
        outing.aboard = outing.aboard[wanted:]
        road.at_site[place.site_no] = [*before, *left]
    if left or rolled_in:
        listed = [*left, *rolled_in]
        yield from file_paper(outing, "handover_ba", case, place=place, listed=listed, minutes=(2, 6))
    if not earlier:
        return []
    return (yield from _take_back(outing, place, following, earlier))


def _take_back(outing: Outing, place: Place, following: Place | None, earlier: list[str]) -> Story:
    """Step 8, and 9 when the next site asks for what was read here."""
    road, draw, case = outing.road, outing.draw, outing.case
    assert case is not None
    rolled: list[str] = []
    if following is not None and len(earlier) > 3 and (draw.random() < _ROLLED or not road.rolled):
        rolled = sorted(draw.sample(earlier, len(earlier) // 3))
    coming = [copy_no for copy_no in earlier if copy_no not in rolled]
    lost = [copy_no for copy_no in coming[1:] if draw.random() < _LOST]
    if not road.lost and len(coming) > 2:
        lost = coming[-1:]  # every demo has one to look for
    coming = [copy_no for copy_no in coming if copy_no not in lost]
    damaged = [copy_no for copy_no in coming if draw.random() < _DAMAGED]
    begun = outing.now
    outing.took(road.standard(outing.service, 8), 0.5)
    back: Payload = outing.at(
        place, "take_back_from_site", copy_nos=coming, damaged=damaged, lost=lost, started_at=begun
    )
    yield Do(outing.now, back)
    outing.aboard += coming
    road.damaged += damaged
    road.lost += lost
    road.at_site[place.site_no] = [one for one in road.at_site[place.site_no] if one not in {*coming, *lost, *rolled}]
    if rolled and following is not None:
        begun = outing.now
        sites = {"from_site_no": place.site_no, "to_site_no": following.site_no}
        on = outing.does("roll_over", copy_nos=rolled, started_at=begun, **sites)
        yield Do(outing.pass_minutes(4, 15), on)
        road.rolled += len(rolled)
        road.at_site[following.site_no] = [*road.at_site.get(following.site_no, []), *rolled]
    yield from file_paper(outing, "return_ba", case, place=place, listed=[*coming, *rolled], minutes=(2, 6))
    return rolled


def _between(one: Place, other: Place) -> float:
    """Hours from one site to the next: by the difference of their roads, never less than a quarter."""
    return max(0.25, abs(other.hours - one.hours) + 0.2) + timedelta(minutes=5).total_seconds() / 3600
