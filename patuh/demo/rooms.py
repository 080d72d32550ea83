"""The rooms: help at the catalogue and the shelves, room guest books, what was read on the spot, books put back.

SOPs general, reference and deposit collection for a visitor; and twice a day the tables are counted without a visitor.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.days import OpenDay
from patuh.demo.entrance import guest_book, Registered
from patuh.demo.house import House, Incident
from patuh.demo.people import Member, Reader
from patuh.demo.schedule import case_of, Do, Later, Payload, Process, Step, Ticket
from patuh.demo.treasury import Stay
from warehouse.ids import new_id

ROOM_STAFF = {
    "general": "general_room_staff",
    "reference": "reference_room_staff",
    "deposit": "deposit_room_staff",
}
_TAP_FORGOTTEN = {"NTT": 0.09, "JATENG": 0.16}
_NOT_TIDIED = {"general": 0.06, "reference": 0.04, "deposit": 0.03}
_READS_ON_THE_SPOT = 0.6
_COUNT_FORGOTTEN = 0.12
_SPECIAL = 0.25
_NOT_AT_THE_OPAC = 0.2
_SIGNS_TWICE = 0.04
_COUNTED_AT = (0.46, 0.92)  # of the opening hours
_ON_THE_TABLES = {"general": 0.22, "reference": 0.06, "deposit": 0.03}  # copies for each visitor of the day
_LENT_ON_THE_TABLE = 0.06


def known(who: Member | Reader, visit: Registered | None) -> Payload:
    """How a room knows somebody: by the card, or by the number of the visit."""
    if isinstance(who, Member):
        return {"member_no": who.member_no}
    return {"visit_id": Later(visit.visit, "visit_id")} if visit else {}


def use_general(
    house: House, day: OpenDay, who: Member | Reader, visit: Registered | None, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """SOP general collection, steps 3–7."""
    case_id = new_id()
    case = {"command": "start_case", "sop_code": "general_collection", "case_id": case_id, **known(who, visit)}
    yield Do(now, case | house.by("catalogue_staff"))
    found = now + timedelta(seconds=draw.lognormvariate(4.6, 0.5))
    yield from _tap(house, "catalogue_staff", case_id, 3, now, found, draw)
    shown = found + timedelta(seconds=min(2400.0, draw.lognormvariate(6.1, 0.6)))
    yield from _tap(house, "general_room_staff", case_id, 4, found, shown, draw)
    copies = (
        house.shelf.lay_out("general", 1 + (draw.random() < 0.4), draw) if draw.random() < _READS_ON_THE_SPOT else []
    )
    yield _clear(house, day, "general", copies, case_id, now := reads_until(day, shown, draw), draw)
    return now


def use_reference(
    house: House, day: OpenDay, who: Member | Reader, visit: Registered | None, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """SOP reference collection, steps 5–8."""
    signed, now = yield from _sign(house, day, "reference", who, visit, now, draw)
    copies = house.shelf.lay_out("reference", draw.choice((1, 1, 2, 3)), draw)
    yield _clear(house, day, "reference", copies, signed, now := reads_until(day, now, draw), draw)
    return now


def use_deposit(
    house: House, day: OpenDay, who: Member | Reader, visit: Registered | None, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """SOP deposit collection, steps 3–8: asked for at the catalogue, then signed in; some copies only officers fetch."""
    if visit and draw.random() >= _NOT_AT_THE_OPAC:
        case_id = new_id()
        case = {"command": "start_case", "sop_code": "deposit_collection", "case_id": case_id, **known(who, visit)}
        yield Do(now, case | house.by("catalogue_staff"))
        found = now + timedelta(seconds=draw.lognormvariate(4.8, 0.5))
        yield from _tap(house, "catalogue_staff", case_id, 3, now, found, draw)
        yield (now := found + timedelta(seconds=draw.uniform(20, 90)))
    is_special = draw.random() < _SPECIAL
    signed, now = yield from _sign(house, day, "deposit", who, visit, now, draw, is_special)
    sought = now + timedelta(seconds=draw.lognormvariate(5.4, 0.6))
    yield from _tap(house, "deposit_room_staff", signed, 5, now, sought, draw)
    if is_special:
        now, sought = sought, sought + timedelta(seconds=draw.lognormvariate(5.6, 0.5))
        yield from _tap(house, "deposit_room_staff", signed, 6, now, sought, draw)
    copies = house.shelf.lay_out("deposit", draw.choice((1, 1, 2)), draw)
    yield _clear(house, day, "deposit", copies, signed, now := reads_until(day, sought, draw), draw)
    return now


USE = {"general": use_general, "reference": use_reference, "deposit": use_deposit}


def reads_until(day: OpenDay, now: datetime, draw: Random, minutes: float = 45.0) -> datetime:
    """When somebody gets up again: before the room closes."""
    reads = timedelta(minutes=min(240.0, minutes * draw.lognormvariate(0, 0.6)))
    return max(now + timedelta(minutes=1), min(now + reads, day.closes_at - timedelta(minutes=draw.uniform(20, 34))))


def count_tables(house: House, day: OpenDay, room: str, share: float, draw: Random) -> Process:
    """Twice a day: what lies on the tables is scanned and put back."""
    role = ROOM_STAFF[room]
    yield (now := day.opens_at + share * (day.closes_at - day.opens_at) + timedelta(minutes=draw.uniform(-12, 12)))
    expected = len(day.arrivals) * _ON_THE_TABLES[room]
    copies = house.shelf.lay_out(room, max(1, round(expected * draw.uniform(0.6, 1.4))), draw)
    if not copies:
        return
    base, ends = house.alongside(role, "count_in_house_use", day, now, draw)
    count = {"command": "count_in_house_use", "room": room, **base}
    lent = _somebody_elses(house, day, draw) if room == "general" and draw.random() < _LENT_ON_THE_TABLE else None
    if lent:
        wrong = count | {"copy_nos": [*copies, lent]}
        yield Do(now + (ends - now) / 2, wrong, frozenset({"copy_on_the_table_is_not_lent"}))
    yield Do(ends, count | {"copy_nos": copies})
    house.shelf.put_back(copies)
    base, ends = house.alongside(role, f"tidy_{room}", day, ends, draw)
    yield Do(ends, {"command": "reshelve", "room": room, "copies": len(copies), **base})


def counts_of(house: House, day: OpenDay, draw: Random) -> list[Process]:
    """Every room, twice; a quiet Saturday afternoon is forgotten now and then."""
    return [
        count_tables(house, day, room, share, draw)
        for room in ROOM_STAFF
        for share in _COUNTED_AT
        if draw.random() < 0.96
    ]


def _somebody_elses(house: House, day: OpenDay, draw: Random) -> str | None:
    """A copy that is lent and will not come back today."""
    at_home = [one.copy_no for held in house.holdings.values() for one in held if one.back_on and one.back_on > day.day]
    return draw.choice(at_home) if at_home else None


def _sign(
    house: House, day: OpenDay, room: str, who: Member | Reader, visit: Registered | None, now: datetime, draw: Random,
    is_special: bool = False,
) -> Generator[Step, Any, tuple[Ticket, datetime]]:  # fmt: skip
    """The room's guest book; who is not in the building's is sent back to the door first."""
    role = ROOM_STAFF[room]
    yield now
    base, ends, is_long = house.serve(role, "register_room_visit", day, now, draw)
    entry: Payload = {"command": "register_room_visit", "room": room, "special_collection": is_special}
    if visit is None:
        yield Do(ends, entry | known(who, None) | base, frozenset({"guest_book_comes_first"}))
        yield (now := ends + timedelta(seconds=draw.uniform(60, 150)))
        visit = yield from guest_book(house, day, who, None, now, draw)
        yield (now := visit.at + timedelta(seconds=draw.uniform(60, 150)))
        base, ends, is_long = house.serve(role, "register_room_visit", day, now, draw)
    signed: Ticket = yield Do(ends, entry | known(who, visit) | base)
    if is_long:
        house.incidents.append(Incident(signed, 5 if room == "reference" else 4, "late"))
    if draw.random() < _SIGNS_TWICE:
        again = entry | known(who, visit) | base | {"started_at": ends}
        yield Do(ends + timedelta(seconds=4), again, frozenset({"one_case_per_visit"}))
        ends += timedelta(seconds=4)
    return signed, ends


def _tap(
    house: House, role: str, case: Ticket | str, step: int, begun: datetime, done: datetime, draw: Random
) -> Process:  # fmt: skip
    """A step without a transaction: tapped when done, or forgotten."""
    if draw.random() < _TAP_FORGOTTEN[house.agency.code]:
        yield done
        house.incidents.append(Incident(case, step, "missing", done, role))
        return
    tap = {"command": "record_step", "case_id": case_of(case), "step_position": step, "started_at": begun}
    yield Do(done, tap | house.by(role))


def _clear(
    house: House, day: OpenDay, room: str, copies: list[str], case: Ticket | str, now: datetime, draw: Random
) -> Process:  # fmt: skip
    """The visitor has got up: what was read is scanned, and the books go back to the shelf."""
    yield now
    role = ROOM_STAFF[room]
    if copies and draw.random() >= _COUNT_FORGOTTEN:
        base, ends = house.alongside(role, "count_in_house_use", day, now, draw)
        used = {"command": "count_in_house_use", "room": room, "copy_nos": copies, "case_id": case_of(case)}
        yield Do(ends, used | base)
        now = ends
    elif room == "deposit":
        house.incidents.append(Incident(case, 7, "missing", now, role))
    house.shelf.put_back(copies)
    if draw.random() < _NOT_TIDIED[room]:
        house.left_open.append((case, role))
        return
    base, ends = house.alongside(role, f"tidy_{room}", day, now, draw)
    tidied = {"command": "reshelve", "room": room, "copies": len(copies) or 1, "case_id": case_of(case)}
    yield Do(ends, tidied | base)
    if (ends - now).total_seconds() > 1.5 * house.pace.standard_s[f"tidy_{room}"]:
        house.incidents.append(Incident(case, 7 if room == "general" else 8, "late"))
