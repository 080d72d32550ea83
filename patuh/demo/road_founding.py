"""Before the first day: sites, vehicles, driving licences, PINs, the mobile collection and the readers who use it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from patuh.demo import founding
from patuh.demo.collection import draw_titles
from patuh.demo.drawings import Drawings
from patuh.demo.house import House
from patuh.demo.people import draw_reader, enrol
from patuh.demo.places import draw_candidates, draw_places, Place
from patuh.demo.road import DEMO_PIN, OLD_VEHICLES, Road, VEHICLES
from patuh.demo.schedule import Do
from warehouse.catalogue.model import Catalogue
from warehouse.rules.outreach import LICENCES, OFFICERS

_READERS_A_SITE = 9
_MOBILE_TITLES = {"NTT": 230, "JATENG": 90}
_FEWEST = 0.25  # share of them that a demo of a few days has


def make_road(
    house: House, catalogue: Catalogue, drawings: Drawings, first_day: date, days: int, seed: int
) -> Road:  # fmt: skip
    """The agency's outreach on the first morning."""
    code = house.agency.code
    draw = Random(f"{seed}/{code}/road")
    routes, others = draw_places(code, draw)
    share = min(1.0, _FEWEST + days / 110)
    titles = draw_titles(code, round(_MOBILE_TITLES[code] * share), first_day, draw, mark="K")
    titles = [title for title in titles if all(copy.is_lendable for copy in title.copies)]
    road = Road(
        house=house,
        crews={service: house.officers[OFFICERS[service]] for service in routes},
        routes=routes,
        others=others,
        candidates=draw_candidates(
            code, len(others) + sum(len(route) for several in routes.values() for route in several),
            Random(f"{seed}/{code}/candidates"),
        ),
        titles=titles,
        drawings=drawings,
        first_day=first_day,
        last_day=first_day + timedelta(days=days - 1),
        seed=seed,
    )
    for service in routes:
        for unit in catalogue.version_for(service, code, first_day).units:
            if unit.standard_s is not None:
                road.standard_s[service, unit.position] = unit.standard_s
    road.shelf = [copy.copy_no for title in titles for copy in title.copies]
    road.odometer_km = {one.vehicle_no: draw.randint(8_000, 140_000) for one in VEHICLES[code]}
    # The second of two crews let the card run out: an outing without the first is refused.
    road.unlicensed = {
        road.crews[service][-1].login for service in ("mobile_library", "anter_koper") if service in routes
    }
    number = 0
    for route in routes.get("mobile_library", []):
        members = []
        for _ in range(_READERS_A_SITE):
            number += 1
            registered_on = first_day - timedelta(days=draw.randint(9, 300))
            member = enrol(house.agency, draw_reader(code, draw), number, registered_on, draw)
            member.member_no = f"{code}-MPK-{number:04d}"
            member.region_code = route[0].region.parent_code
            members.append(member)
        road.readers[route[0].site_no] = members
    return road


def road_holdings(road: Road, draw: Random) -> Iterator[Do]:
    yield from founding.holdings(road.agency, road.titles, road.house.officer("catalogue_staff").login, draw)


def road_readers(road: Road, draw: Random) -> Iterator[Do]:
    """Cards of those who borrow from the MPK only."""
    clerk = road.house.officer("membership_officer").login
    members = [member for several in road.readers.values() for member in several]
    yield from founding.membership(road.agency, members, road.house.portraits, clerk, draw)


def road_offices(road: Road, draw: Random) -> Iterator[Do]:
    """What the section head and the crews enter: vehicles, licences, PINs, sites."""
    head = road.section_head
    began = road.first_day - timedelta(days=400)
    old_no, old_kind, old_plate = OLD_VEHICLES[road.agency.code]
    old = {"vehicle_no": old_no, "kind": old_kind, "plate_no": old_plate}
    yield Do(road.at(began, 8.5), road.by(head, "add_vehicle") | old)
    yield Do(road.at(began + timedelta(days=30), 9), road.by(head, "add_vehicle") | old | {"is_active": False})
    for n, vehicle in enumerate(VEHICLES[road.agency.code]):
        known = {"vehicle_no": vehicle.vehicle_no, "kind": vehicle.kind, "plate_no": vehicle.plate_no}
        yield Do(road.at(began, 9 + n / 20), road.by(head, "add_vehicle") | known)
    minute = 0
    for service, crew in road.crews.items():
        licence = LICENCES[road.vehicle_for(service).kind]
        for officer in crew:
            minute += 3
            valid_until = road.last_day + timedelta(days=draw.randint(40, 1500))
            if officer.login in road.unlicensed:
                valid_until = road.first_day - timedelta(days=3)
            held = {"login": officer.login, "licence": licence, "valid_until": valid_until}
            yield Do(road.at(began, 10) + timedelta(minutes=minute), road.by(head, "add_licence") | held)
    for officer in (head, road.division_head, *(one for crew in road.crews.values() for one in crew)):
        minute += 3
        yield Do(
            road.at(began, 10) + timedelta(minutes=minute), road.by(officer, "set_pin") | {"pin": DEMO_PIN}
        )  # fmt: skip
    for place in [place for routes in road.routes.values() for route in routes for place in route] + road.others:
        day = began + timedelta(days=draw.randint(1, 380))
        service = place.services[0]
        yield Do(road.at(day, draw.uniform(8.5, 15)), road.by(road.crews[service][0], "add_site") | described(place))
        if place.closes_after is not None and place.closes_after < 0:
            closing = {"site_no": place.site_no, "closed_on": road.first_day - timedelta(days=12)}
            yield Do(road.at(road.first_day - timedelta(days=11), 9), road.by(head, "update_site") | closing)
    for number, place in enumerate(road.candidates):
        day = road.first_day - timedelta(days=2 + number % 40)
        officer = road.crews[place.services[0]][0]
        yield Do(road.at(day, 10 + number / 20), road.by(officer, "add_site") | described(place))


def described(place: Place) -> dict[str, object]:
    """The site's card."""
    return {
        "site_no": place.site_no, "kind": place.kind, "level": place.level, "name": place.name,
        "people_served": place.people, "region_code": place.region.code, "latitude": place.latitude,
        "longitude": place.longitude, "services": list(place.services), "signer_name": place.signer,
        "signer_office": place.signer_office, "address": f"Jalan Contoh, Kecamatan {place.region.name}",
    }  # fmt: skip
