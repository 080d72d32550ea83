"""The lockers as people see them: free, taken since when, number card lost, left behind. Reading only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Literal

from warehouse.catalogue.agency import Agency
from warehouse.clock import local_day
from warehouse.operations.database import OperationsDatabase

_IN_USE = files("operations_app.desk").joinpath("locker_board.sql").read_text("utf-8")

Filter = Literal["all", "free", "used", "left", "lost"]
FILTERS: tuple[Filter, ...] = ("all", "free", "used", "left", "lost")
CLOSING_SOON = timedelta(minutes=30)


@dataclass(frozen=True)
class Bag:
    """A bag in a locker. `is_left_behind`: of an earlier day, or still here after closing time."""

    locker_no: str
    name: str
    member_no: str | None
    deposited_at: datetime
    card_lost: bool
    has_visit: bool
    inspected_in: bool
    inspected_out: bool
    is_left_behind: bool = False
    is_of_earlier_day: bool = False


@dataclass(frozen=True)
class Locker:
    number: str
    bag: Bag | None = None

    def belongs_to(self, chosen: Filter) -> bool:
        if chosen == "all":
            return True
        if chosen == "free":
            return self.bag is None
        if self.bag is None:
            return False
        return {"used": True, "left": self.bag.is_left_behind, "lost": self.bag.card_lost}[chosen]


@dataclass(frozen=True)
class Board:
    """`closes_at`: today's closing time; None on a day closed to visitors."""

    lockers: tuple[Locker, ...]
    closes_at: datetime | None
    now: datetime

    @property
    def bags(self) -> list[Bag]:
        return [locker.bag for locker in self.lockers if locker.bag]

    @property
    def left_behind(self) -> list[Bag]:
        """The longest first."""
        return sorted((bag for bag in self.bags if bag.is_left_behind), key=lambda bag: bag.deposited_at)

    @property
    def closes_soon(self) -> bool:
        return self.closes_at is not None and self.closes_at - CLOSING_SOON <= self.now < self.closes_at

    def bag(self, number: str | None) -> Bag | None:
        return next((bag for bag in self.bags if bag.locker_no == number), None)

    def counts(self) -> dict[Filter, int]:
        found = Counter(chosen for locker in self.lockers for chosen in FILTERS if locker.belongs_to(chosen))
        return {chosen: found[chosen] for chosen in FILTERS}


def board(db: OperationsDatabase, service_point: str, at: datetime) -> Board:
    """Every locker of the service point, and those in use whose number it no longer has."""
    point, agency = db.catalogue.service_point(service_point), db.catalogue.agency_of(service_point)
    today = local_day(at, agency.timezone)
    bags = {row["locker_no"]: _bag(Bag(**row), agency, today, at) for row in db.query(_IN_USE, point=service_point)}
    numbers = [str(n) for n in range(1, point.locker_count_on(today) + 1)]
    numbers += [number for number in bags if number not in numbers]
    return Board(tuple(Locker(number, bags.get(number)) for number in numbers), closing(agency, today), at)


def closing(agency: Agency, day: date) -> datetime | None:
    """When the building closes to visitors that day; None when it does not open."""
    hours = agency.calendar.hours_on(day)
    return datetime.combine(day, hours[1], agency.zone) if hours else None


def _bag(bag: Bag, agency: Agency, today: date, at: datetime) -> Bag:
    deposited_on = local_day(bag.deposited_at, agency.timezone)
    closes_at = closing(agency, today)
    is_earlier = deposited_on < today
    is_late = closes_at is not None and bag.deposited_at < closes_at <= at
    fields = {**bag.__dict__, "is_of_earlier_day": is_earlier, "is_left_behind": is_earlier or is_late}
    return Bag(**fields)
