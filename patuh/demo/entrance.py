"""The door: bag, inspection, guest book, and on the way out inspection and bag — and what people forget there."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.days import OpenDay
from patuh.demo.house import House, Incident
from patuh.demo.people import Member, Reader
from patuh.demo.schedule import Do, Payload, Process, Step, Ticket

_REGISTERED_TWICE = 0.018
_CONFIRMED_BY_HABIT = 0.55
_CARD_UNREADABLE = 0.008
_LOCKER_TAKEN = 0.006
_CARD_LOST = 0.014
_OTHER_NAME = 0.25
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


@dataclass
class Registered:
    """A line of the guest book: its answer, and when it was written."""

    visit: Ticket
    at: datetime


def leave_bag(
    house: House, day: OpenDay, who: Member | Reader, now: datetime, draw: Random
) -> Generator[Step, Any, Bag]:  # fmt: skip
    """SOP locker, steps 1–3."""
    locker_no = house.lockers.pop(draw.randrange(len(house.lockers)))
    base, ends, is_long = house.serve("locker_staff", "deposit_bag", day, now, draw)
    named = {"member_no": who.member_no} if isinstance(who, Member) and draw.random() < 0.9 else {"name": who.name}
    deposit: Ticket = yield Do(ends, {"command": "deposit_bag", "locker_no": str(locker_no), **named, **base})
    if is_long:
        house.incidents.append(Incident(deposit, 1, "late"))
    if draw.random() < _LOCKER_TAKEN:  # the card of a locker in use lies among the free ones
        taken = {"command": "deposit_bag", "locker_no": str(locker_no), **named, **base, "started_at": ends}
        yield Do(ends + timedelta(seconds=2), taken, frozenset({"locker_is_free"}))
    return Bag(locker_no, who.name, deposit, ends)


def inspect(
    house: House, day: OpenDay, bag: Bag, direction: str, now: datetime, draw: Random
) -> Generator[Step, Any, datetime]:
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


def guest_book(
    house: House, day: OpenDay, who: Member | Reader, bag: Bag | None, now: datetime, draw: Random,
    purpose: str | None = None,
) -> Generator[Step, Any, Registered]:  # fmt: skip
    """One registration, at the desk or on the visitor's own computer; now and then one too many, which is cancelled."""
    at_kiosk = draw.random() < _KIOSK[house.agency.code]
    role, channel = ("kiosk", "kiosk") if at_kiosk else ("guest_book_staff", "desk")
    base, ends, _ = house.serve(role, "register_visit", day, now, draw)
    payload: Payload = {"command": "register_visit", "channel": channel, **base}
    payload["purpose"] = purpose or _purpose(house, who, draw)
    if isinstance(who, Member):
        payload |= {"visitor_type": "member", "member_no": who.member_no}
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
    if isinstance(who, Member) and at_kiosk and draw.random() < _CARD_UNREADABLE:
        half = base["started_at"] + (ends - base["started_at"]) / 2
        yield Do(half, payload | {"member_no": who.member_no[:-2]}, frozenset({"card_is_known"}))
    visit: Ticket = yield Do(ends, payload | ({"locker_no": str(bag.locker_no)} if bag else {}))
    if draw.random() >= _REGISTERED_TWICE:
        return Registered(visit, ends)
    again = ends + timedelta(seconds=draw.uniform(6, 25))
    payload["started_at"] = ends
    if isinstance(who, Member):
        yield Do(again, payload, frozenset({"visit_is_not_a_repeat"}))
        if draw.random() >= _CONFIRMED_BY_HABIT:
            return Registered(visit, again)
        again += timedelta(seconds=3)
        payload["repeat_confirmed"] = True
    twice: Ticket = yield Do(again, payload)
    noticed = again + timedelta(seconds=draw.uniform(40, 240))
    yield noticed
    yield twice
    actor = house.desks["guest_book_staff"].on_duty[0].login
    cancel = {"visit_id": twice.data["visit_id"], "reason_code": "mistake", "reason": "Tercatat dua kali"}
    yield Do(noticed, {"command": "cancel_visit", "actor": actor, "service_point": house.point.code, **cancel})
    return Registered(visit, noticed)


def collect_bag(house: House, day: OpenDay, bag: Bag, now: datetime, draw: Random) -> Process:
    """SOP locker, steps 5–9, or the bag stays overnight."""
    forgets = 0.06 if day.day == house.last_day else _BAG_FORGOTTEN
    now = yield from inspect(house, day, bag, "out", now, draw)
    if draw.random() < forgets:
        comes_back = house.morning_after(day.day, draw.uniform(20, 200))
        if comes_back is None:
            return
        yield (now := comes_back)
    yield now
    if draw.random() < _CARD_LOST:
        base, ends, _ = house.serve("locker_staff", "report_lost_locker_card", day, now, draw)
        report = {"command": "report_lost_locker_card", "locker_no": str(bag.locker_no), "confirmed_name": bag.name}
        if draw.random() < _OTHER_NAME:  # a friend's name first
            half = base["started_at"] + (ends - base["started_at"]) / 2
            yield Do(half, report | base | {"confirmed_name": "Teman saya"}, frozenset({"name_matches_the_bag"}))
        yield Do(ends, report | base)
        now = ends
    base, ends, is_long = house.serve("locker_staff", "return_bag", day, now, draw)
    yield Do(ends, {"command": "return_bag", "locker_no": str(bag.locker_no), **base})
    house.lockers.append(bag.locker_no)
    if is_long:
        house.incidents.append(Incident(bag.deposit, 7, "late"))


def _purpose(house: House, who: Member | Reader, draw: Random) -> str | None:
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
