"""One agency's building as the simulation sees it: desks, lockers, shelf, members, and what is still to be put right.

It remembers only what decides behaviour (who holds which copy, who owes); the records remember the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.collection import Shelf
from patuh.demo.days import OpenDay
from patuh.demo.pace import Desk, Pace
from patuh.demo.people import Member, Officer, Reader
from patuh.demo.schedule import Payload, Ticket
from patuh.demo.till import Debt, Till
from warehouse.catalogue.agency import Agency, ServicePoint, Tariff
from warehouse.rules.fines import due_on

SEATS_PER_VISITS = 45  # one more officer at a desk for each so many visitors a day
_BUSY_DESKS = ("locker_staff", "inspection_officer", "guest_book_staff", "circulation_staff", "treasurer", "kiosk")
_QUIET_DESKS = (
    "membership_officer", "catalogue_staff", "general_room_staff", "reference_room_staff", "deposit_room_staff",
    "reading_room_staff", "photocopy_staff",
)  # fmt: skip


@dataclass
class Holding:
    """A copy at home: when it is due, and when the member means to bring it back (None: never)."""

    copy_no: str
    due_on: date
    back_on: date | None
    renewals: int = 0


@dataclass
class Candidate:
    """Somebody who has bought the form and means to bring it back, stamped, on a day."""

    reader: Reader
    form: Ticket
    back_on: date


@dataclass(frozen=True)
class Incident:
    """A deviation the section head may look at the next morning."""

    case: Ticket | str  # the answer that holds the case, or its id
    step_position: int
    deviation: str  # late, missing
    done_at: datetime | None = None  # when a step that nobody recorded was done
    role: str = "inspection_officer"  # who can enter it afterwards


@dataclass
class House:
    """State of one agency's building during the simulation."""

    agency: Agency
    point: ServicePoint
    pace: Pace
    officers: dict[str, list[Officer]]
    members: list[Member]
    shelf: Shelf
    visits_a_day: float
    last_day: date
    holdings: dict[str, list[Holding]] = field(default_factory=dict)
    debts: dict[str, list[Debt]] = field(default_factory=dict)  # by member
    incidents: list[Incident] = field(default_factory=list)
    left_open: list[tuple[Ticket | str, str]] = field(
        default_factory=list
    )  # cases nobody closed, and whose desk it was
    till: Till = field(default_factory=Till)
    candidates: list[Candidate] = field(default_factory=list)
    unprinted: dict[str, Ticket] = field(default_factory=dict)  # renewals that were not paid at once, by member
    week_is_set: bool = False  # its measurement week
    called_off: list[tuple[Ticket, str]] = field(default_factory=list)  # paid back; to be waived for this member
    awaiting_waiver: set[str] = field(default_factory=set)  # members among these
    inside: set[str] = field(
        default_factory=set
    )  # member numbers; nobody waives or changes anything of theirs meanwhile
    notes_out: set[int] = field(default_factory=set)  # photocopy notes that are not in the drawer
    notes_held: set[int] = field(default_factory=set)  # of these, with an identity card behind the desk
    damaged: list[str] = field(default_factory=list)  # copies laid aside
    portraits: dict[str, list[str]] = field(default_factory=dict)  # SHA-256 of pictures, by sex
    lockers: list[int] = field(default_factory=list)
    desks: dict[str, Desk] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lockers = list(range(1, self.point.locker_count_on(self.last_day) + 1))
        seats = max(1, round(self.visits_a_day / SEATS_PER_VISITS))
        for role in _BUSY_DESKS + _QUIET_DESKS:
            self.desks[role] = Desk(self.officers[role], seats if role in _BUSY_DESKS else 1)

    def open(self, day: OpenDay) -> None:
        for desk in self.desks.values():
            desk.open(day.number)

    def serve(
        self, role: str, kind: str, day: OpenDay, at: datetime, draw: Random, share: float = 1.0
    ) -> tuple[Payload, datetime, bool]:
        """Somebody comes to a desk at `at`: the payload begun, when it ends, and whether it took strikingly long."""
        desk = self.desks[role]
        seat, officer, begins = desk.next_seat(at)
        took = self.pace.draw(kind, officer, begins, day.rush(begins), day.week, draw) * share
        took = timedelta(milliseconds=round(took / timedelta(milliseconds=1)))
        desk.free_at[seat] = begins + took
        is_long = took.total_seconds() > 1.5 * self.pace.standard_s.get(kind, 60.0)
        return {"actor": officer.login, "service_point": self.point.code, "started_at": begins}, begins + took, is_long

    def alongside(self, role: str, kind: str, day: OpenDay, at: datetime, draw: Random) -> tuple[Payload, datetime]:
        """Like `serve` for what an officer does beside other things, without making anybody wait."""
        officer = self.desks[role].on_duty[0]
        took = self.pace.draw(kind, officer, at, 1.0, day.week, draw)
        return {"actor": officer.login, "service_point": self.point.code, "started_at": at}, at + took

    def by(self, role: str) -> Payload:
        """A payload of somebody of that role, begun at no known moment."""
        return {"actor": self.officer(role).login, "service_point": self.point.code}

    def officer(self, role: str) -> Officer:
        return self.officers[role][0]

    def tariff(self, day: OpenDay) -> Tariff:
        return self.agency.tariff_on(day.day)

    def owes(self, member: Member) -> bool:
        return any(member.member_no in who for who in (self.debts, self.unprinted, self.awaiting_waiver))

    def member(self, member_no: str) -> Member | None:
        return next((member for member in self.members if member.member_no == member_no), None)

    def due(self, lent_on: date) -> date:
        return due_on(lent_on, self.agency.terms_on(lent_on).loan_days, self.agency.calendar)

    def morning_after(self, day: date, minutes: float) -> datetime | None:
        """So many minutes after the next open day begins; None when that is after the demo's last day."""
        following = self.agency.calendar.next_open_day(day)
        hours = self.agency.calendar.hours_on(following)
        if following > self.last_day or hours is None:
            return None
        return datetime.combine(following, hours[0], self.agency.zone) + timedelta(minutes=minutes)
