"""A visit from the door to the door: bag, inspection, guest book, books, inspection, bag — and what people forget."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.circulation import borrow, bring_back, settle, Stay
from patuh.demo.days import OpenDay
from patuh.demo.founding import registration
from patuh.demo.house import House, Incident
from patuh.demo.names import school_name
from patuh.demo.people import enrol, Member, Reader
from patuh.demo.schedule import Do, Process, Step, Ticket

_HAS_BAG = 0.62
_GUEST_BOOK_FORGOTTEN = 0.02
_REGISTERED_TWICE = 0.010
_CARD_LOST = 0.014
_BAG_FORGOTTEN = 0.003
_KIOSK = {"NTT": 0.46, "JATENG": 0.30}
_SKIPS_INSPECTION_IN = {"NTT": 0.04, "JATENG": 0.06}
_SKIPS_INSPECTION_OUT = {"NTT": 0.07, "JATENG": 0.31}  # the exit at JATENG has no desk of its own


@dataclass
class Bag:
    """A bag in a locker, and the answer that holds its case."""

    locker_no: int
    name: str
    deposit: Ticket
    left_at: datetime


Leaving = Generator[Step, Any, Bag]


def visitor(house: House, day: OpenDay, who: Member | Reader, at: datetime, draw: Random) -> Process:
    """A member or a guest, from arriving at `at` until leaving."""
    yield at
    now, bag = at, None
    book_first = draw.random() < 0.02
    if book_first:
        now = yield from _guest_book(house, day, who, None, now, draw)
    if draw.random() < _HAS_BAG and house.lockers:
        bag = yield from _leave_bag(house, day, who, now, draw)
        now = yield from _inspect(house, day, bag, "in", bag.left_at, draw)
    if not book_first and (draw.random() >= _GUEST_BOOK_FORGOTTEN or isinstance(who, Reader)):
        yield now
        now = yield from _guest_book(house, day, who, bag, now, draw)
    if isinstance(who, Member):
        now = yield from _at_the_desks(house, day, who, now, draw)
    else:
        stays = timedelta(minutes=min(240.0, draw.lognormvariate(3.9, 0.6)))
        now = max(now, min(now + stays, day.closes_at - timedelta(minutes=draw.uniform(2, 14))))
    yield now
    if bag:
        yield from _collect_bag(house, day, bag, now, draw)


def _at_the_desks(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """Return, pay, read, borrow: in the order in which people do it."""
    holdings = house.holdings.get(member.member_no, [])
    brings_back = any(one.back_on and one.back_on <= day.day for one in holdings)
    latest = day.closes_at - timedelta(minutes=16)
    if member.owes and draw.random() < 0.65:
        yield (now := now + timedelta(minutes=draw.uniform(1, 4)))
        now = yield from settle(house, day, member, now, draw)
    if brings_back:
        yield (now := now + timedelta(minutes=draw.uniform(1, 5)))
        now = yield from bring_back(house, day, member, now, draw)
    reads = timedelta(minutes=min(240.0, draw.lognormvariate(3.0 if brings_back else 3.9, 0.7)))
    now = max(now, min(now + reads, latest))
    if draw.random() < (0.58 if brings_back else 0.27):
        yield now
        now = yield from borrow(house, day, member, now, draw)
    return now + timedelta(minutes=draw.uniform(0.5, 6))


def _leave_bag(house: House, day: OpenDay, who: Member | Reader, now: datetime, draw: Random) -> Leaving:
    """SOP locker, steps 1–3."""
    locker_no = house.lockers.pop(draw.randrange(len(house.lockers)))
    base, ends, is_long = house.serve("locker_staff", "deposit_bag", day, now, draw)
    named = {"member_no": who.member_no} if isinstance(who, Member) and draw.random() < 0.9 else {"name": who.name}
    deposit: Ticket = yield Do(ends, {"command": "deposit_bag", "locker_no": str(locker_no), **named, **base})
    if is_long:
        house.incidents.append(Incident(deposit, 1, "late"))
    return Bag(locker_no, who.name, deposit, ends)


def _inspect(house: House, day: OpenDay, bag: Bag, direction: str, now: datetime, draw: Random) -> Stay:
    """SOP locker, steps 4 and 5; at a busy door it is done but not always recorded."""
    now += timedelta(seconds=draw.uniform(4, 20))
    yield now
    skips = (_SKIPS_INSPECTION_IN if direction == "in" else _SKIPS_INSPECTION_OUT)[house.agency.code]
    base, ends, _ = house.serve("inspection_officer", f"inspect_{direction}", day, now, draw)
    if draw.random() >= skips * min(1.3, day.rush(now)):
        yield Do(ends, {"command": "inspect_visitor", "locker_no": str(bag.locker_no), "direction": direction, **base})
    elif direction == "out":
        house.incidents.append(Incident(bag.deposit, 5, "missing", ends))
    return ends


def _guest_book(house: House, day: OpenDay, who: Member | Reader, bag: Bag | None, now: datetime, draw: Random) -> Stay:
    """One registration, at the desk or on the visitor's own computer; now and then one too many, which is cancelled."""
    at_kiosk = draw.random() < _KIOSK[house.agency.code]
    role, channel = ("kiosk", "kiosk") if at_kiosk else ("guest_book_staff", "desk")
    base, ends, _ = house.serve(role, "register_visit", day, now, draw)
    payload = {"command": "register_visit", "channel": channel, "purpose": _purpose(house, who, day, draw), **base}
    if isinstance(who, Member):
        payload |= {"visitor_type": "member", "member_no": who.member_no, "repeat_confirmed": True}
    else:
        payload |= {
            "visitor_type": "guest",
            "name": who.name,
            "sex": who.sex,
            "age_class": house.agency.age_class(who.age_years),
            "occupation": who.occupation,
            "education": who.education,
            "region_code": who.region_code,
        }
    yield Do(ends, payload | ({"locker_no": str(bag.locker_no)} if bag else {}))
    if draw.random() < _REGISTERED_TWICE:
        again = ends + timedelta(seconds=draw.uniform(6, 25))
        twice: Ticket = yield Do(again, payload | {"started_at": ends})
        noticed = again + timedelta(seconds=draw.uniform(40, 240))
        yield noticed
        yield twice
        actor = house.desks["guest_book_staff"].on_duty[0].login
        cancel = {"visit_id": twice.data["visit_id"], "reason_code": "mistake", "reason": "Tercatat dua kali"}
        yield Do(noticed, {"command": "cancel_visit", "actor": actor, "service_point": house.point.code, **cancel})
        return noticed
    return ends


def _collect_bag(house: House, day: OpenDay, bag: Bag, now: datetime, draw: Random) -> Process:
    """SOP locker, steps 5–9, or the bag stays overnight."""
    forgets = 0.06 if day.day == house.last_day else _BAG_FORGOTTEN
    now = yield from _inspect(house, day, bag, "out", now, draw)
    if draw.random() < forgets:
        comes_back = house.morning_after(day.day, draw.uniform(20, 200))
        if comes_back is None:
            return
        yield (now := comes_back)
    yield now
    if draw.random() < _CARD_LOST:
        base, ends, _ = house.serve("locker_staff", "report_lost_locker_card", day, now, draw)
        report = {"command": "report_lost_locker_card", "locker_no": str(bag.locker_no), "confirmed_name": bag.name}
        yield Do(ends, report | base)
        now = ends
    base, ends, is_long = house.serve("locker_staff", "return_bag", day, now, draw)
    yield Do(ends, {"command": "return_bag", "locker_no": str(bag.locker_no), **base})
    house.lockers.append(bag.locker_no)
    if is_long:
        house.incidents.append(Incident(bag.deposit, 7, "late"))


def school_group(house: House, day: OpenDay, at: datetime, draw: Random) -> Process:
    """A class with its teacher: one line in the guest book, with its head count."""
    yield at
    name = school_name(house.agency.code, draw)
    base, ends, _ = house.serve("guest_book_staff", "register_visit", day, at, draw, 1.5)
    yield Do(
        ends,
        {
            "command": "register_group_visit",
            "name": f"Rombongan {name}",
            "institution": name,
            "head_count": draw.randint(18, 64),
            "education": name.split()[0],
            "purpose": "Kegiatan perpustakaan",
            **base,
        },
    )


def _purpose(house: House, who: Member | Reader, day: OpenDay, draw: Random) -> str | None:
    listed = house.agency.lists.purposes
    weights = {
        "Membaca": 30,
        "Mengerjakan tugas": 34 if who.occupation in ("Pelajar", "Mahasiswa") else 6,
        "Penelitian": 10 if who.education in ("S1", "S2", "S3") else 3,
        "Internet": 9,
        "Rekreasi": 6,
        "Meminjam atau mengembalikan buku": 0 if isinstance(who, Reader) else 32,
        "Mendaftar atau memperpanjang kartu": 4,
        "Kegiatan perpustakaan": 3,
    }
    return draw.choices(listed, [weights.get(purpose, 2) for purpose in listed])[0] if listed else None


def newcomer(house: House, day: OpenDay, reader: Reader, at: datetime, draw: Random) -> Process:
    """Somebody who comes for a card: registered as a guest, then as a member."""
    enrolled_at = at + timedelta(minutes=draw.uniform(6, 14))
    yield enrolled_at
    member = enrol(house.agency, reader, len(house.members) + 1, day.day, draw)
    house.members.append(member)
    form = registration(member, house.point.code, house.officer("membership_officer").login, draw)
    yield Do(enrolled_at, form | {"started_at": enrolled_at - timedelta(minutes=4)})
