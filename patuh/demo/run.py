"""The demo as a whole: found both agencies, let the days pass, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, UTC
from random import Random
from typing import Any
from uuid import UUID

from patuh.demo import founding
from patuh.demo.attendance import Attendance
from patuh.demo.collection import draw_titles, shelve, Title
from patuh.demo.corrections import end_of_day, next_morning
from patuh.demo.days import open_days
from patuh.demo.drawings import store_drawings
from patuh.demo.house import House
from patuh.demo.marker import mark_begun, mark_finished, refuse_used_home
from patuh.demo.pace import Pace, standards
from patuh.demo.people import administrator, draw_members, draw_staff, Officer
from patuh.demo.portraits import PER_SEX, portrait
from patuh.demo.regions import put_reference
from patuh.demo.road import DEMO_PIN, Road
from patuh.demo.road_calendar import road_days
from patuh.demo.road_founding import make_road, road_holdings, road_offices, road_readers
from patuh.demo.rooms import counts_of
from patuh.demo.schedule import Do, in_order, Payload, Process, Schedule, Tally
from patuh.demo.survey import survey_forms
from patuh.demo.treasury import count_cash, go_to_the_bank
from patuh.demo.upkeep import shelf_work
from warehouse import documents, ids
from warehouse.catalogue.agency import Agency
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.model import Catalogue
from warehouse.clock import Clock, local_day
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.rules.outreach import OFFICERS
from warehouse.settings import Settings

AGENCIES = ("NTT", "JATENG")
Progress = Callable[[float], None]
"""Called with the share that is done."""
_FOUNDING_SHARE = 0.15
_SIGNING = {*OFFICERS.values(), "section_head", "division_head"}


@dataclass(frozen=True)
class Plan:
    """What `patuh demo` was asked for. `last_day` is the last simulated day."""

    days: int
    visits: int
    seed: int
    last_day: date

    @property
    def first_day(self) -> date:
        return self.last_day - timedelta(days=self.days - 1)


def yesterday(clock: Clock) -> date:
    """The last day that is over everywhere in Indonesia."""
    return local_day(clock(), "Asia/Jakarta") - timedelta(days=1)


def fill(settings: Settings, plan: Plan, clock: Clock, progress: Progress = lambda *_: None) -> Tally:
    """Fill the empty home. The same plan gives the same data, ids included."""
    refuse_used_home(settings)
    settings.make_home()
    catalogue = load_catalogue(settings.catalogue_dir)
    agencies = [catalogue.agency(code) for code in AGENCIES]
    draw = Random(f"{plan.seed}/staff")
    admin, staff = administrator(draw), {agency.code: draw_staff(agency, draw) for agency in agencies}
    put_reference(settings)
    mark_begun(settings, demo_accounts([admin, *(one for officers in staff.values() for one in officers)]))
    with seeded_ids(plan), OperationsDatabase.open(settings, clock=clock) as db:

        def execute(payloads: list[Payload]) -> list[Any]:
            return db.execute_many(payloads, trusted=True, recorded_at="occurred")

        schedule = Schedule(execute, plan.seed)
        portraits = {sex: [documents.store(settings, portrait(sex, n)) for n in range(PER_SEX)] for sex in "LP"}
        houses = [_house(agency, staff[agency.code], plan, catalogue, portraits) for agency in agencies]
        drawings = store_drawings(settings)
        roads = [make_road(house, catalogue, drawings, plan.first_day, plan.days, plan.seed) for house, _ in houses]
        _found(schedule, houses, roads, [admin], plan, progress)
        _let_days_pass(schedule, [house for house, _ in houses], roads, plan, progress)
        schedule.tally.papers = [paper for road in roads for paper in road.papers]
        progress(1.0)
        Publisher(db).flush()
    mark_finished(settings)
    return schedule.tally


def _house(
    agency: Agency, officers: list[Officer], plan: Plan, catalogue: Catalogue, portraits: dict[str, list[str]]
) -> tuple[House, list[Title]]:  # fmt: skip
    draw = Random(f"{plan.seed}/{agency.code}/house")
    titles = draw_titles(agency.code, max(40, plan.visits * 15), plan.first_day, draw)
    by_role: dict[str, list[Officer]] = {}
    for officer in officers:
        for role in officer.roles:
            by_role.setdefault(role, []).append(officer)
    house = House(
        agency=agency,
        point=agency.service_points[0],
        pace=Pace(agency.code, standards(catalogue, agency, plan.first_day)),
        officers=by_role,
        members=draw_members(agency, max(60, plan.visits * 24), plan.first_day, draw),
        shelf=shelve(titles),
        visits_a_day=plan.visits,
        last_day=_last_open_day(agency, plan),
        portraits=portraits,
    )
    return house, titles


def _found(
    schedule: Schedule, houses: list[tuple[House, list[Title]]], roads: list[Road], admins: list[Officer], plan: Plan,
    progress: Progress,
) -> None:  # fmt: skip
    """Accounts, collection and members, in the order in which they came to be."""
    earlier: list[Do] = []
    for house, titles in houses:
        draw = Random(f"{plan.seed}/{house.agency.code}/founding")
        earlier += founding.holdings(house.agency, titles, house.officer("catalogue_staff").login, draw)
        clerk = house.officer("membership_officer").login
        earlier += founding.membership(house.agency, house.members, house.portraits, clerk, draw)
    for road in roads:
        draw = Random(f"{plan.seed}/{road.agency.code}/road/founding")
        earlier += [*road_holdings(road, draw), *road_readers(road, draw), *road_offices(road, draw)]
    begun_at = min(do.at for do in earlier) - timedelta(days=1)
    for house, _ in houses:
        officers = [one for several in house.officers.values() for one in several]
        earlier += founding.accounts(officers, house.point.code, begun_at)
    earlier += founding.accounts(admins, None, begun_at)
    earlier.sort(key=lambda do: do.at)
    for start in range(0, len(earlier), 500):
        progress(_FOUNDING_SHARE * start / len(earlier))
        schedule.add(in_order(earlier[start : start + 500]))
        schedule.run()


def _let_days_pass(
    schedule: Schedule, houses: list[House], roads: list[Road], plan: Plan, progress: Progress
) -> None:  # fmt: skip
    for house in houses:
        schedule.add(_days_of(house, schedule, plan))
    for road in roads:
        for process in road_days(road):
            schedule.add(process)
    for number in range(1, plan.days + 1):
        schedule.run(until=datetime.combine(plan.first_day + timedelta(days=number), time(), UTC))
        progress(_FOUNDING_SHARE + (0.98 - _FOUNDING_SHARE) * number / plan.days)
    schedule.drop_rest()


def _days_of(house: House, schedule: Schedule, plan: Plan) -> Process:
    """One agency's days: each morning those who will come are drawn, each evening what is left is put right."""
    draw = Random(f"{plan.seed}/{house.agency.code}/days")
    attendance = Attendance(house, plan.seed)
    for day in open_days(house.agency, plan.first_day, plan.days, plan.visits, draw):
        yield day.opens_at - timedelta(minutes=20)
        house.open(day)
        behind_the_desks = Random(f"{plan.seed}/{house.agency.code}/{day.day}/desks")
        for process in (
            *attendance.of(day),
            *counts_of(house, day, behind_the_desks),
            shelf_work(house, day, behind_the_desks),
            go_to_the_bank(house, day, behind_the_desks),
            count_cash(house, day, behind_the_desks),
            survey_forms(house, day, plan.seed),
            end_of_day(house, day, day.closes_at + timedelta(minutes=12), draw),
        ):
            schedule.add(process)
        yield day.closes_at + timedelta(hours=1)
        schedule.add(next_morning(house, day, draw))


def _last_open_day(agency: Agency, plan: Plan) -> date:
    """After it nothing is put right any more."""
    days = (plan.last_day - timedelta(days=n) for n in range(plan.days))
    return next((day for day in days if agency.calendar.is_open_day(day)), plan.last_day)


def demo_accounts(officers: list[Officer]) -> list[dict[str, Any]]:
    """One account per role and agency, for the sign-in page of the demo home."""
    first: dict[tuple[str | None, str], dict[str, Any]] = {}
    for officer in officers:
        for role in officer.roles:
            account = {"login": officer.login, "role": role, "agency": officer.agency}
            first.setdefault((officer.agency, role), account | ({"pin": DEMO_PIN} if role in _SIGNING else {}))
    return list(first.values())


@contextmanager
def seeded_ids(plan: Plan) -> Iterator[None]:
    """Ids that depend on nothing but the plan: version 7, in the order in which they are asked for."""
    draw = Random(f"{plan.seed}/ids")
    first_ms = int(datetime.combine(plan.first_day, time(), UTC).timestamp() * 1000)
    serial = iter(range(first_ms, first_ms + 1_000_000_000))

    def next_id() -> str:
        number = next(serial) << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(62)
        return str(UUID(int=number))

    with ids.from_source(next_id):
        yield
