"""Who goes out when: the calendar of the outings, how they are planned and called off, and what comes after the last day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.drops import drop_trip
from patuh.demo.koper import koper_trip, request, schedule_paper
from patuh.demo.koper import SERVICE as KOPER
from patuh.demo.mobile import mobile_day
from patuh.demo.outing import Outing, Story
from patuh.demo.people import Officer
from patuh.demo.places import Place
from patuh.demo.road import OLD_VEHICLES, Road
from patuh.demo.schedule import Do, Later, Payload, Process, Ticket

# weekdays on which a service goes out, and every how many weeks
_WEEKS: dict[str, tuple[tuple[int, ...], int]] = {
    "mobile_library": ((1, 3), 1), "smart_motorcycle": ((2, 4), 1), "school_drop": ((0,), 1), "worship_drop": ((3,), 1),
    "household_drop": ((4,), 1),
}  # fmt: skip
FAR_AWAY = "worship_drop"
"""On the last day its crew is on the way to another island."""
_FAR_ROUTE = 1
_MPK_SEASON_WEEKS = 4  # then the MPK goes to other villages
_STORIES: dict[str, Callable[[Outing], Story]] = {
    "mobile_library": mobile_day, "smart_motorcycle": mobile_day, "school_drop": drop_trip, "worship_drop": drop_trip,
    "household_drop": drop_trip,
}  # fmt: skip
_CALLED_OFF, _CALLED_OFF_IN_THE_MORNING = 0.09, 0.03
_PLANS_WRONGLY = 0.05
_REASONS = {
    "sea": (("weather", "Gelombang tinggi, feri tidak beroperasi"), ("road", "Jadwal kapal dibatalkan")),
    "land": (
        ("weather", "Hujan lebat, jalan longsor"), ("vehicle", "Kendaraan masuk bengkel"),
        ("no_recipient", "Pengelola meminta jadwal ulang karena ujian"), ("road", "Jembatan ditutup perbaikan"),
    ),
}  # fmt: skip
_REQUESTS_A_DAY = 0.6
_PLANNING_WEEKDAYS = (0, 2, 4)
_ASKING_DAYS, _CANDIDATES_A_LETTER = 16, 2


def road_days(road: Road) -> Iterator[Process]:
    """Every outing as a process of its own, planned days before; requests and their planning where ANTER KOPER serves."""
    for service in road.routes:
        if service == KOPER:
            yield from _requests(road)
            yield _plan_koper(road)
        else:
            for day, stops in _calendar(road, service):
                yield _outing(road, service, day, stops)
    yield from _closings(road)


def _calendar(road: Road, service: str) -> Iterator[tuple[date, list[Place]]]:
    """The days up to the last, and the day after it, so that every crew finds something planned."""
    weekdays, interval = _WEEKS[service]
    routes = road.routes[service]
    day, number, used = road.first_day, 0, road.first_day - timedelta(days=1)
    tomorrow = road.last_day + timedelta(days=1)
    far_on = next((one for one in (road.last_day, road.last_day - timedelta(days=1)) if road.is_working_day(one)), None)
    goes_far = service == FAR_AWAY and far_on is not None and far_on >= road.first_day
    home_from = tomorrow - timedelta(days=6 if goes_far else 0)
    week_begins = road.first_day - timedelta(days=road.first_day.weekday())
    while day < tomorrow + timedelta(days=7):
        week = (day - week_begins).days // 7
        if day.weekday() in weekdays and week % interval == 0 and day != tomorrow:
            stops = _next_route(routes, number)
            if service == "mobile_library":  # the same village every week, for what was lent there
                pairs = len(routes) // len(weekdays)
                stops = routes[(week // _MPK_SEASON_WEEKS % pairs) * len(weekdays) + weekdays.index(day.weekday())]
            number += 1
            goes_on = day if road.is_working_day(day) else road.working_day_after(day)
            is_drop = service.endswith("_drop")
            if (goes_on == day or is_drop) and goes_on > used and not home_from <= goes_on <= tomorrow:
                used = goes_on
                yield goes_on, stops
        day += timedelta(days=1)
    if goes_far and far_on is not None:
        yield far_on, routes[_FAR_ROUTE]
    yield tomorrow, min(routes, key=lambda route: route[0].hours)


def _next_route(routes: list[list[Place]], number: int) -> list[Place]:
    """Routes on the same island in turn, and once in each round one overseas."""
    near = [route for route in routes if not route[0].is_overseas]
    far = [route for route in routes if route[0].is_overseas]
    rounds, turn = divmod(number, len(near) + bool(far))
    return near[turn] if turn < len(near) else far[rounds % len(far)]


def _outing(road: Road, service: str, day: date, stops: list[Place]) -> Process:
    """Planned, perhaps called off, then gone through from the garage to the report."""
    draw = road.draw(service, day)
    crew = list(road.crews[service])
    if service == FAR_AWAY and day >= road.last_day - timedelta(days=1):
        crew = crew[1:] if day <= road.last_day else crew[:1]  # one is out on the far route, one goes tomorrow
    elif draw.random() < 0.25 and crew[1].login not in road.unlicensed:
        crew.reverse()
    plans_on = min(day - timedelta(days=draw.randint(3, 9)), road.last_day)
    planned_at = road.at(road.working_day_until(max(plans_on, road.first_day)), draw.uniform(8.5, 14))
    if planned_at >= road.at(day, 0) or plans_on < road.first_day:  # the first days' were planned before all else
        planned_at = road.at(road.first_day, 6.5 + draw.random() / 5)
    yield planned_at
    trip = yield from _schedule(road, service, day, stops, crew, planned_at, draw)
    if day > road.last_day:
        return
    overseas = any(place.is_overseas for place in stops)
    luck = 0.5 if len(crew) == 1 else draw.random()
    if planned_at < road.at(day, 0) and luck < _CALLED_OFF * (1.8 if overseas else 1.0):
        at = max(planned_at + timedelta(hours=1), road.at(day - timedelta(days=1), draw.uniform(9, 15)))
        yield from _call_off(road, service, trip, overseas, min(at, road.at(day, 6.9)), draw)
        return
    outing = Outing(
        road, service, day, road.vehicle_for(service), crew, stops, draw, road.at(day, draw.uniform(6.95, 7.4)), trip
    )
    if luck > 1 - _CALLED_OFF_IN_THE_MORNING:
        yield outing.now
        outing.case = yield Do(outing.pass_minutes(0.5, 1.5), outing.does("open_trip", started_at=outing.now))
        yield from outing.tap(1)
        yield from _call_off(road, service, trip, overseas, outing.pass_minutes(10, 25), draw)
        return
    yield from _STORIES[service](outing)


def _schedule(
    road: Road, service: str, day: date, stops: list[Place], crew: list[Officer], at: datetime, draw: Random
) -> Story:  # fmt: skip
    """The trip on the calendar; mistakes are refused and put right."""
    officer = crew[0]
    logins = [one.login for one in crew]
    plan: Payload = road.by(officer, "schedule_trip") | {
        "service": service, "planned_on": day, "vehicle_no": road.vehicle_for(service).vehicle_no, "crew": logins,
        "site_nos": [place.site_no for place in stops],
    }  # fmt: skip
    if draw.random() < _PLANS_WRONGLY:
        alone = sorted(set(logins) & road.unlicensed)
        if alone:
            yield Do(at, plan | {"crew": alone}, frozenset({"crew_has_a_licence"}))
        else:
            yield Do(at, plan | {"vehicle_no": OLD_VEHICLES[road.agency.code][0]}, frozenset({"vehicle_is_known"}))
        at += timedelta(minutes=2)
    trip: Ticket = yield Do(at, plan)
    if draw.random() < 0.03:  # pressed twice
        yield Do(at + timedelta(seconds=20), plan, frozenset({"vehicle_is_free"}))
    return trip


def _call_off(road: Road, service: str, trip: Ticket, overseas: bool, at: datetime, draw: Random) -> Story:
    code, reason = draw.choice(_REASONS["sea" if overseas else "land"])
    said = {"trip_id": Later(trip, "trip_id"), "reason_code": code, "reason": reason}
    yield Do(at, road.by(road.crews[service][0], "cancel_trip") | said)


def _requests(road: Road) -> Iterator[Process]:
    """Letters come on working days; the last of them is approved and surveyed on the last day, so that it can be planned."""
    draw = road.draw("requests")
    places = [route[0] for route in road.routes[KOPER]]
    kept = places[0]
    free_from = dict.fromkeys(places[1:], road.first_day)
    day = road.first_day
    while day <= road.last_day:
        for _ in range(2 if day == road.first_day else 1):
            waiting = [place for place, since in free_from.items() if since <= day]
            if waiting and road.is_working_day(day) and (day == road.first_day or draw.random() < _REQUESTS_A_DAY):
                place = draw.choice(waiting)
                free_from[place] = day + timedelta(days=draw.randint(9, 34))
                yield request(road, place, day, road.draw("request", place.site_no, day))
        day += timedelta(days=1)
    yield _kept_for_tomorrow(road, kept)
    yield from _for_next_month(road)


def _for_next_month(road: Road) -> Iterator[Process]:
    """In the last weeks more places ask than go on this month's schedule: what the planner chooses from."""
    days = [road.last_day - timedelta(days=back) for back in range(_ASKING_DAYS, 0, -1)]
    days = [day for day in days if day >= road.first_day and road.is_working_day(day)]
    for number, place in enumerate(road.candidates):
        if days and number % _CANDIDATES_A_LETTER == 0:
            yield _kept_for_next_month(road, place, days[number // _CANDIDATES_A_LETTER % len(days)])


def _kept_for_next_month(road: Road, place: Place, day: date) -> Process:
    yield from request(road, place, day, road.draw("next month", place.site_no), surely=True)
    road.ready = [one for one in road.ready if one[1] is not place]


def _kept_for_tomorrow(road: Road, place: Place) -> Process:
    """A visit on the day after the last, from the letter to the schedule in one day."""
    draw = road.draw("tomorrow")
    planned_on = road.working_day_until(road.last_day)
    yield from request(road, place, planned_on, draw, surely=True)
    case = next(case for case, asked in road.ready if asked is place)
    road.ready.remove((case, place))
    at, tomorrow = road.at(planned_on, 14.2), road.last_day + timedelta(days=1)
    yield at
    yield from _schedule_koper(road, tomorrow, [(case, place)], at, draw)


def _plan_koper(road: Road) -> Process:
    """Three afternoons a week, what is ready goes on the schedule, nearest places together."""
    day = road.first_day
    while day <= road.last_day:
        at = road.at(day, 14.5)
        yield at
        if day.weekday() in _PLANNING_WEEKDAYS and road.is_working_day(day) and road.ready:
            draw = road.draw("plan", day)
            taken = road.ready[:3]
            road.ready = road.ready[3:]
            goes_on = road.working_day_after(day, 1)
            if len(taken) > 2 or abs(taken[0][1].hours - taken[-1][1].hours) > 1.0:
                taken, back = taken[:1], taken[1:]
                road.ready = [*back, *road.ready]
            if goes_on <= road.last_day:
                yield _koper_outing(road, goes_on, taken, at, draw)
        day += timedelta(days=1)


def _koper_outing(road: Road, day: date, taken: list[tuple[Ticket, Place]], at: datetime, draw: Random) -> Process:
    yield at
    outing = yield from _schedule_koper(road, day, taken, at, draw)
    if outing is None:
        return
    if draw.random() < _CALLED_OFF * 1.3:
        overseas = taken[0][1].is_overseas
        yield from _call_off(road, KOPER, outing.trip, overseas, road.at(day, 6.3), draw)
        for _, place in taken:
            road.visited_months[place.site_no].discard((day.year, day.month))
        road.ready += taken
        road.waiting.update(place.site_no for _, place in taken)
        return
    outing.now = road.at(day, draw.uniform(7.0, 7.5))
    yield from koper_trip(outing, [case for case, _ in taken])


def _schedule_koper(road: Road, day: date, taken: list[tuple[Ticket, Place]], at: datetime, draw: Random) -> Story:
    """One outing on the schedule. A site that was on it this month waits for the next, unless the head overrules."""
    month = (day.year, day.month)
    crew = list(road.crews[KOPER])
    twice = [place for _, place in taken if month in road.visited_months.get(place.site_no, set())]
    plan: Payload = road.by(crew[0], "schedule_trip") | {
        "service": KOPER, "planned_on": day, "vehicle_no": road.vehicle_for(KOPER).vehicle_no,
        "crew": [one.login for one in crew], "site_nos": [place.site_no for _, place in taken],
        "started_at": at - timedelta(minutes=draw.uniform(15, 70)),
    }  # fmt: skip
    if draw.random() < _PLANS_WRONGLY:
        yield Do(at, plan | {"crew": sorted(road.unlicensed)}, frozenset({"crew_has_a_licence"}))
        at += timedelta(minutes=2)
    if twice:
        yield Do(at, plan, frozenset({"site_once_a_month"}))
        if draw.random() < 0.6:
            road.ready += taken
            return None
        plan |= {"overrule": "Permintaan khusus Kepala Dinas, kegiatan literasi"}
        at += timedelta(minutes=6)
    trip: Ticket = yield Do(at, plan)
    road.waiting.difference_update(place.site_no for _, place in taken)
    for _, place in taken:
        road.visited_months.setdefault(place.site_no, set()).add(month)
    stops = [place for _, place in taken]
    outing = Outing(road, KOPER, day, road.vehicle_for(KOPER), crew, stops, draw, at, trip)
    outing.pass_minutes(2, 5)
    if month not in road.scheduled_months:
        road.scheduled_months.add(month)
        yield from schedule_paper(outing, taken[0][0])
    return outing


def _closings(road: Road) -> Iterator[Process]:
    """Sites that end during the demo: a school merged, a house of worship rebuilt."""
    days = (road.last_day - road.first_day).days
    for place in road.others:
        if place.closes_after is not None and place.closes_after >= 0:
            day = road.first_day + timedelta(days=round(days * place.closes_after))
            closing = {"site_no": place.site_no, "closed_on": day}
            yield _one(Do(road.at(day, 10.4), road.by(road.section_head, "update_site") | closing))


def _one(do: Do) -> Process:
    yield do
