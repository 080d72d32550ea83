"""Who comes on a day: first those who want to bring something back, then regulars, guests, newcomers and a class."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.people import draw_reader, Member
from patuh.demo.schedule import Process
from patuh.demo.visits import newcomer, school_group, visitor

_BRINGERS_AT_MOST = 0.55
_MEMBER_SHARE = 0.52  # of those who come without anything to bring back
_NEWCOMER_SHARE = 0.05  # of the guests
_CLASS_COMES = 0.20


def visits_of(house: House, day: OpenDay, seed: int) -> Iterator[Process]:
    """One process for each arrival, in an order that is drawn, so that bringers come at all hours."""
    draw = Random(f"{seed}/{house.agency.code}/{day.day}")
    arrivals = list(day.arrivals)
    draw.shuffle(arrivals)
    if arrivals and day.day.weekday() < 5 and draw.random() < _CLASS_COMES:
        morning = min(arrivals)
        arrivals.remove(morning)
        yield school_group(house, day, morning, draw)
    coming = _bringers(house, day)[: round(len(arrivals) * _BRINGERS_AT_MOST)]
    here = {member.member_no for member in coming}
    eagerness = [member.eagerness for member in house.members]
    for number, at in enumerate(arrivals):
        own = Random(f"{seed}/{house.agency.code}/{day.day}/{number}")
        if number < len(coming):
            yield visitor(house, day, coming[number], at, own)
            continue
        if own.random() < _MEMBER_SHARE:
            member = own.choices(house.members[: len(eagerness)], eagerness)[0]
            if member.member_no not in here:
                here.add(member.member_no)
                yield visitor(house, day, member, at, own)
                continue
        reader = draw_reader(house.agency.code, own)
        yield visitor(house, day, reader, at, own)
        if own.random() < _NEWCOMER_SHARE:
            yield newcomer(house, day, reader, at, own)


def _bringers(house: House, day: OpenDay) -> list[Member]:
    """Members who mean to bring a copy back by this day, the longest overdue first."""
    by_number = {member.member_no: member for member in house.members}
    wanted = []
    for member_no, holdings in house.holdings.items():
        meant = [one.back_on for one in holdings if one.back_on and one.back_on <= day.day]
        if meant:
            wanted.append((min(meant), member_no))
    return [by_number[member_no] for _, member_no in sorted(wanted)]
