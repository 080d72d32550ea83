"""Who comes on a day and what for: those with something to bring back, regulars, guests, applicants, a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.groups import group
from patuh.demo.house import House
from patuh.demo.people import draw_reader, Member
from patuh.demo.schedule import Process
from patuh.demo.visits import applicant, visitor

_BRINGERS_AT_MOST = 0.55
_MEMBER_SHARE = 0.52  # of those who come without anything to bring back
_GROUP_COMES = 0.20
_ROOMS = {"general": 0.20, "reference": 0.075, "deposit": 0.040}
_COPIES = {"inside": 0.055, "outside": 0.020}
_FORMS = {"form": 0.032}


@dataclass
class Quota:
    """Errands dealt out at steady shares: what is left of a visitor today is carried over to tomorrow."""

    shares: dict[str, float]
    carried: dict[str, float] = field(default_factory=dict)

    def deal(self, visitors: int, draw: Random) -> list[str | None]:
        """One card for each visitor, mostly blank."""
        cards: list[str | None] = []
        for name, share in self.shares.items():
            due = self.carried.get(name, 0.6) + share * visitors
            cards += [name] * int(due)
            self.carried[name] = due - int(due)
        cards = cards[:visitors] + [None] * (visitors - len(cards))
        draw.shuffle(cards)
        return cards


@dataclass
class Attendance:
    """Deals out a house's visitors, day by day."""

    house: House
    seed: int
    rooms: Quota = field(default_factory=lambda: Quota(_ROOMS))
    copies: Quota = field(default_factory=lambda: Quota(_COPIES))
    forms: Quota = field(default_factory=lambda: Quota(_FORMS))

    def of(self, day: OpenDay) -> Iterator[Process]:
        """One process for each arrival, in an order that is drawn, so that bringers come at all hours."""
        house, code = self.house, self.house.agency.code
        draw = Random(f"{self.seed}/{code}/{day.day}")
        arrivals = list(day.arrivals)
        draw.shuffle(arrivals)
        if arrivals and day.day.weekday() < 5 and draw.random() < _GROUP_COMES:
            morning = min(arrivals)
            arrivals.remove(morning)
            yield group(house, day, morning, draw)
        if day.day == house.last_day:
            self.copies.carried["outside"] = 2.0  # the demo ends with an identity card behind the desk
        dealt = [quota.deal(len(arrivals), draw) for quota in (self.rooms, self.copies, self.forms)]
        coming = _bringers(house, day)[: round(len(arrivals) * _BRINGERS_AT_MOST)]
        here = {member.member_no for member in coming}
        eagerness = [member.eagerness for member in house.members]
        for number, (at, *cards) in enumerate(zip(arrivals, *dealt, strict=True)):
            own = Random(f"{self.seed}/{code}/{day.day}/{number}")
            errands = [card for card in cards if card]
            late = at > day.closes_at - (day.closes_at - day.opens_at) * 0.2
            candidate = next((one for one in house.candidates if one.back_on <= day.day), None)
            if candidate and not late and number >= len(coming):
                house.candidates.remove(candidate)
                yield applicant(house, day, candidate, at, own)
                continue
            if "form" not in errands and number < len(coming):
                yield visitor(house, day, coming[number], at, own, *errands)
                continue
            if "form" not in errands and own.random() < _MEMBER_SHARE:
                member = own.choices(house.members[: len(eagerness)], eagerness)[0]
                if member.member_no not in here:
                    here.add(member.member_no)
                    yield visitor(house, day, member, at, own, *errands)
                    continue
            yield visitor(house, day, draw_reader(code, own), at, own, *errands)


def _bringers(house: House, day: OpenDay) -> list[Member]:
    """Members who mean to bring a copy back by this day, the longest overdue first."""
    by_number = {member.member_no: member for member in house.members}
    wanted = []
    for member_no, holdings in house.holdings.items():
        meant = [one.back_on for one in holdings if one.back_on and one.back_on <= day.day]
        if meant:
            wanted.append((min(meant), member_no))
    return [by_number[member_no] for _, member_no in sorted(wanted)]
