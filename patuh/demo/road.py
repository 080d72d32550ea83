"""One agency's outreach as the simulation sees it: sites, crews, vehicles, where each mobile copy is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from patuh.demo.collection import Title
from patuh.demo.drawings import Drawings
from patuh.demo.house import House
from patuh.demo.ledger import Intended
from patuh.demo.people import Member, Officer
from patuh.demo.places import Place, Routes
from patuh.demo.schedule import Payload, Ticket
from warehouse.catalogue.agency import Agency

DEMO_PIN = "314159"
"""Everybody's in a demo home, so that whoever tries the demo out can sign papers; the marker file names it."""
WRONG_PIN = "271828"


@dataclass(frozen=True)
class Vehicle:
    vehicle_no: str
    kind: str
    plate_no: str
    service: str  # whose outings it is for


VEHICLES = {
    "NTT": (
        Vehicle("MPK-1", "mpk", "DH 9001 XX", "mobile_library"),
        Vehicle("MP-1", "motorcycle", "DH 9002 XX", "smart_motorcycle"),
        Vehicle("MOBIL-1", "car", "DH 9003 XX", "school_drop"),
        Vehicle("MOBIL-2", "car", "DH 9004 XX", "worship_drop"),
        Vehicle("MP-2", "motorcycle", "DH 9005 XX", "household_drop"),
    ),
    "JATENG": (
        Vehicle("KOPER-1", "car", "H 9001 XX", "anter_koper"),
        Vehicle("KOPER-2", "car", "H 9002 XX", "anter_koper"),
    ),
}
OLD_VEHICLES = {"NTT": ("MPK-0", "mpk", "DH 9000 XX"), "JATENG": ("KOPER-0", "mpk", "H 9000 XX")}


@dataclass
class Road:
    """State of one agency's outreach during the simulation."""

    house: House
    crews: dict[str, list[Officer]]  # by service; the first is the account on the sign-in page
    routes: Routes
    others: list[Place]
    candidates: list[Place]
    titles: list[Title]
    drawings: Drawings
    first_day: date
    last_day: date
    seed: int
    readers: dict[str, list[Member]] = field(default_factory=dict)  # by the site at which they borrow
    shelf: list[str] = field(default_factory=list)  # mobile copies in the store room
    at_site: dict[str, list[str]] = field(default_factory=dict)
    lent: dict[str, list[str]] = field(default_factory=dict)  # by member
    fined: dict[str, Ticket] = field(default_factory=dict)  # by member: what came back late, and is owed for
    damaged: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    rolled: int = 0
    decided: int = 0  # requests
    declined: int = 0
    odometer_km: dict[str, int] = field(default_factory=dict)
    visited_months: dict[str, set[tuple[int, int]]] = field(default_factory=dict)  # by site, ANTER KOPER
    scheduled_months: set[tuple[int, int]] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)  # sites with a request that is neither answered no nor scheduled
    ready: list[tuple[Ticket, Place]] = field(default_factory=list)  # requests that may be scheduled
    standard_s: dict[tuple[str, int], int] = field(default_factory=dict)  # by SOP and position
    unlicensed: set[str] = field(default_factory=set)  # logins
    papers: list[Intended] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.title_of = {copy.copy_no: title.title for title in self.titles for copy in title.copies}

    @property
    def agency(self) -> Agency:
        return self.house.agency

    @property
    def section_head(self) -> Officer:
        return self.house.officer("section_head")

    @property
    def division_head(self) -> Officer:
        return self.house.officer("division_head")

    def standard(self, service: str, position: int) -> int:
        """Seconds of the step's standard; ten minutes where the SOP states none."""
        return self.standard_s.get((service, position), 600)

    def vehicle_for(self, service: str) -> Vehicle:
        return next(one for one in VEHICLES[self.agency.code] if one.service == service)

    def at(self, day: date, hour: float) -> datetime:
        """That many hours after midnight, on the agency's wall clock."""
        return datetime.combine(day, time(), self.agency.zone) + timedelta(seconds=round(hour * 3600))

    def draw(self, *names: object) -> Random:
        """A generator of its own for each story, so that one does not disturb another."""
        return Random("/".join(map(str, (self.seed, self.agency.code, "road", *names))))

    def by(self, officer: Officer, command: str) -> Payload:
        return {"command": command, "actor": officer.login, "service_point": self.house.point.code}

    def is_working_day(self, day: date) -> bool:
        return self.agency.calendar.is_working_day(day)

    def working_day_after(self, day: date, how_many: int = 1) -> date:
        for _ in range(how_many):
            day += timedelta(days=1)
            while not self.is_working_day(day):
                day += timedelta(days=1)
        return day

    def working_day_until(self, day: date) -> date:
        """The day itself or the working day before it, as far as the demo goes back."""
        while not self.is_working_day(day) and day > self.first_day:
            day -= timedelta(days=1)
        return day

    def take(self, how_many: int, draw: Random) -> list[str]:
        """Copies from the store room; fewer when it runs low."""
        chosen = sorted(draw.sample(self.shelf, min(how_many, len(self.shelf))))
        taken = set(chosen)
        self.shelf = [copy_no for copy_no in self.shelf if copy_no not in taken]
        return chosen
