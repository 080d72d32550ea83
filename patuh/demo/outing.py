"""What every outing has: the morning at the garage, the road there and back, the evening; taps, and those forgotten."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.people import Officer
from patuh.demo.places import Place
from patuh.demo.road import Road, Vehicle
from patuh.demo.schedule import Do, Later, Payload, Step, Ticket

Story = Generator[Step, Any, Any]
_FORGOTTEN, _BACKFILLED = 0.05, 0.5
_INTERRUPTED = 0.06
_BACKFILL_REASONS = ("Sinyal tidak ada di lokasi", "Baterai tablet habis di jalan", "Dicatat setelah kembali ke kantor")
_NIGHT_BEGINS, _NIGHT_ENDS = 19.0, 6.5


@dataclass
class Outing:
    """One trip on its day. `now` is the crew's watch; `case` holds the case of the SOP (ANTER KOPER: of the first stop)."""

    road: Road
    service: str
    day: date
    vehicle: Vehicle
    crew: list[Officer]
    stops: list[Place]
    draw: Random
    now: datetime
    trip: Ticket
    case: Ticket | None = None
    aboard: list[str] = field(default_factory=list)
    forgotten: list[tuple[Ticket, int, datetime]] = field(default_factory=list)

    @property
    def lead(self) -> Officer:
        return self.crew[0]

    def does(self, command: str, **fields: Any) -> Payload:
        """A payload of the lead's, of this trip."""
        return self.road.by(self.lead, command) | {"trip_id": Later(self.trip, "trip_id")} | fields

    def at(self, place: Place, command: str, **fields: Any) -> Payload:
        return self.does(command, site_no=place.site_no, **fields)

    def pass_minutes(self, least: float, most: float) -> datetime:
        self.now += timedelta(seconds=round(self.draw.uniform(least, most) * 60))
        return self.now

    def took(self, standard_s: float, share: float = 0.6, spread: float = 0.34) -> tuple[datetime, datetime]:
        """Begun and ended, when something with that standard is done next."""
        seconds = standard_s * share * math.exp(self.draw.gauss(0, spread)) * self.lead.pace
        if self.draw.random() < _INTERRUPTED:
            seconds *= self.draw.uniform(1.5, 2.6)
        begun = self.now
        self.now += timedelta(seconds=max(20, round(seconds)))
        return begun, self.now

    def tap(self, position: int, share: float = 0.6, case: Ticket | None = None) -> Story:
        """A step without a transaction; now and then nobody taps it."""
        begun, ended = self.took(self.road.standard(self.service, position), share)
        yield from self.tapped(position, begun, ended, case)

    def tapped(self, position: int, begun: datetime, ended: datetime, case: Ticket | None = None) -> Story:
        case = case or self.case
        assert case is not None
        if self.draw.random() < _FORGOTTEN:
            self.forgotten.append((case, position, ended))
            return
        step = self.road.by(self.lead, "record_step") | {"case_id": Later(case, "case_id"), "step_position": position}
        yield Do(ended, step | {"started_at": begun})

    def backfill(self) -> Story:
        """Some of what was forgotten, entered in the evening."""
        for case, position, ended in self.forgotten:
            if self.draw.random() < _BACKFILLED:
                step = self.road.by(self.lead, "record_step") | {"case_id": Later(case, "case_id")}
                entered = {"step_position": position, "finished_at": ended, "backfilled": True}
                reason = {"reason": self.draw.choice(_BACKFILL_REASONS)}
                yield Do(self.pass_minutes(0.4, 1.5), step | entered | reason)

    def load(self, how_many: int) -> Story:
        """Onto the vehicle, by scanning; a copy that lies elsewhere is refused with all that were scanned beside it."""
        yield self.now
        self.aboard += self.road.take(how_many, self.draw)
        if not self.aboard:
            return
        elsewhere = [copy_no for held in self.road.at_site.values() for copy_no in held]
        if elsewhere and self.draw.random() < 0.05:
            wrong = [*self.aboard[:3], self.draw.choice(elsewhere)]
            yield Do(
                self.pass_minutes(1, 3), self.does("load_copies", copy_nos=wrong), frozenset({"copy_is_on_its_shelf"})
            )
        yield Do(self.pass_minutes(3, 8), self.does("load_copies", copy_nos=list(self.aboard)))

    def leave(self) -> Story:
        """Key out, kilometres read."""
        km = self.road.odometer_km[self.vehicle.vehicle_no]
        yield Do(self.pass_minutes(1, 5), self.does("start_trip", odometer_km=km))

    def drive(self, hours: float) -> None:
        """The road, with its nights: nobody drives between seven and half past six."""
        self.now += timedelta(seconds=round(hours * 3600 * self.draw.uniform(0.88, 1.3)))
        self.sleep()

    def sleep(self) -> None:
        local = self.now.astimezone(self.road.agency.zone)
        hour = local.hour + local.minute / 60
        if hour >= _NIGHT_BEGINS or hour < 5:
            night_of = local.date() if hour >= _NIGHT_BEGINS else local.date() - timedelta(days=1)
            self.now = self.road.at(night_of + timedelta(days=1), _NIGHT_ENDS) + timedelta(
                minutes=round(self.draw.uniform(0, 25))
            )

    def come_back(self, hours: float) -> Story:
        """Back at the office; now and then the kilometres are misread first."""
        self.drive(hours)
        yield self.now
        before = self.road.odometer_km[self.vehicle.vehicle_no]
        after = before + max(4, round(hours * 58)) + self.draw.randint(0, 9)
        if self.draw.random() < 0.03:
            yield Do(self.now, self.does("finish_trip", odometer_km=before - 100), frozenset({"kilometres_grow"}))
            self.pass_minutes(0.3, 1)
        yield Do(self.now, self.does("finish_trip", odometer_km=after))
        self.road.odometer_km[self.vehicle.vehicle_no] = after

    def open(self, garage: tuple[int, ...], copies: int) -> Story:
        """Attendance, briefing, engine, checks, load: steps 1 to 5 of the five SOPs that go out from the garage."""
        yield self.now
        opened = self.does("open_trip", started_at=self.now)
        self.case = yield Do(self.pass_minutes(0.5, 1.5), opened)
        for position in garage[:-1]:
            yield from self.tap(position, share=0.55)
        begun = self.now
        yield from self.load(copies)
        self.took(self.road.standard(self.service, garage[-1]), 0.35)
        yield from self.tapped(garage[-1], begun, self.now)

    def unload(self) -> Story:
        """Everything off the vehicle; sometimes only on the next morning."""
        if not self.aboard:
            return
        if self.draw.random() < 0.07:
            self.now = self.road.at(self.road.working_day_after(self.now.astimezone(self.road.agency.zone).date()), 7.3)
        yield Do(self.pass_minutes(4, 9), self.does("unload_copies"))
        self.road.shelf = sorted({*self.road.shelf, *self.aboard} - set(self.road.damaged))
        self.aboard = []
