"""Photocopies: here at the machine, or outside against an identity card that some fetch late and a few not at all."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.days import OpenDay
from patuh.demo.entrance import Registered
from patuh.demo.house import House, Incident
from patuh.demo.people import Member, Reader
from patuh.demo.rooms import known
from patuh.demo.schedule import Do, Later, Process, Step, Ticket
from patuh.demo.treasury import reverse, Stay

_BAD_COPIES = 0.03
_WRONG_DESK = 0.02
_NOTE_TAKEN = 0.10
_COMES_LATE = 0.12
_NEXT_DAY = 0.05
_NOTES = 60
_KINDS = (("ktp", 60), ("student_card", 28), ("sim", 10), ("passport", 1), ("other", 1))
_VALUABLES = ("Helm", "Telepon genggam", "Jaket", "Kunci motor")


def photocopy(
    house: House, day: OpenDay, who: Member | Reader, visit: Registered | None, place: str, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """SOP photocopy, steps 2–8."""
    copies = house.shelf.lay_out(draw.choice(("general", "reference")), 1, draw)
    if not copies:
        return now
    base, ends, is_long = house.serve("reading_room_staff", "start_photocopy", day, now, draw)
    begin = {"command": "start_photocopy", "place": place, "copy_no": copies[0], **known(who, visit), **base}
    begun = yield Do(ends, begin)
    if is_long:
        house.incidents.append(Incident(begun, 2, "late"))
    now = ends + timedelta(seconds=draw.uniform(20, 60))
    if place == "inside":
        now = yield from _at_the_machine(house, day, who, begun, now, draw)
    else:
        now, back, number = yield from _hold(house, day, who, begun, copies[0], now, draw)
        if back is None or back.date() > day.day:
            yield _fetch(house, day, begun, copies, number, back, draw)
            return now
        yield (now := back)
        now = yield from _release(house, day, number, now, draw)
    yield _put_back(house, day, begun, copies, now + timedelta(seconds=draw.uniform(5, 30)), draw)
    return now


def _put_back(house: House, day: OpenDay, begun: Ticket, copies: list[str], now: datetime, draw: Random) -> Process:
    """Step 8, which began with the receipt or with the card handed back."""
    yield now
    house.shelf.put_back(copies)
    base, ends, _ = house.serve("reading_room_staff", "return_copied_book", day, now, draw)
    base.pop("started_at")
    yield Do(ends, {"command": "reshelve", "room": "general", "case_id": Later(begun, "case_id"), **base})


def _at_the_machine(
    house: House, day: OpenDay, who: Member | Reader, begun: Ticket, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """Step 4: from the start of copying to the receipt; the queue at the machine counts."""
    yield now
    with house.till.paying():
        base, ends, is_long = house.serve("photocopy_staff", "finish_photocopy", day, now, draw)
        base.pop("started_at")
        pages = max(1, min(160, round(draw.lognormvariate(2.3, 0.9))))
        method = "qris" if draw.random() < 0.18 else "cash"
        done = {"command": "finish_photocopy", "case_id": Later(begun, "case_id"), "pages": pages, "machine": "FC-1"}
        finished = yield Do(ends, done | {"method": method} | base)
        house.till.take(day.day, finished, method)
        if is_long:
            house.incidents.append(Incident(begun, 4, "late"))
        if draw.random() < _BAD_COPIES and house.tariff(day).photocopy_per_page_idr:
            at = ends + timedelta(minutes=draw.uniform(2, 6))
            reason = "Hasil foto kopi tidak terbaca"
            whose = who.member_no if isinstance(who, Member) else ""
            house.awaiting_waiver.add(whose)
            reversal = yield from reverse(house, day, finished, method, at, "patron_request", reason)
            house.called_off.append((reversal, whose))
            return at
    return ends


def _hold(
    house: House, day: OpenDay, who: Member | Reader, begun: Ticket, copy_no: str, now: datetime, draw: Random
) -> Generator[Step, Any, tuple[datetime, datetime | None, int]]:  # fmt: skip
    """Steps 5–6. Returns when the visitor goes, when the book comes back (None: after the last day), the note's number."""
    yield now
    if draw.random() < _WRONG_DESK:  # sent to the machine first
        wrong = {"command": "finish_photocopy", "case_id": Later(begun, "case_id"), "pages": 4}
        yield Do(now, wrong | house.by("photocopy_staff"), frozenset({"photocopy_takes_its_branch"}))
        yield (now := now + timedelta(seconds=draw.uniform(30, 90)))
    base, ends, is_long = house.serve("circulation_staff", "hold_identity", day, now, draw)
    hold = {
        "command": "hold_identity",
        "case_id": Later(begun, "case_id"),
        "name": who.name,
        "copy_no": copy_no,
        **base,
    }
    hold["document_kind"] = draw.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    if draw.random() < 0.12:
        hold["valuables"] = draw.choice(_VALUABLES)
    yield (half := base["started_at"] + (ends - base["started_at"]) / 2)
    if house.notes_held and draw.random() < _NOTE_TAKEN:
        yield Do(half, hold | {"note_no": _note(max(house.notes_held))}, frozenset({"note_is_free"}))
    number = min(set(range(1, _NOTES)) - house.notes_out)
    house.notes_out.add(number)
    yield Do(ends, hold | {"note_no": _note(number)})
    house.notes_held.add(number)
    if is_long:
        house.incidents.append(Incident(begun, 5, "late"))
    hours = house.agency.desk_on(day.day).identity_note_hours
    back = ends + timedelta(minutes=draw.uniform(18, 85))
    if draw.random() < _COMES_LATE:
        back = ends + timedelta(hours=hours, minutes=draw.uniform(5, 70))
    stays_out = day.day == house.last_day and len(house.notes_held) <= 2
    if stays_out or draw.random() < _NEXT_DAY or back > day.closes_at - timedelta(minutes=10):
        return ends, house.morning_after(day.day, draw.uniform(15, 150)), number
    return ends, back, number


def _release(house: House, day: OpenDay, number: int, now: datetime, draw: Random) -> Stay:
    """Step 7."""
    base, ends, _ = house.serve("circulation_staff", "release_identity", day, now, draw)
    house.notes_held.discard(number)
    yield Do(ends, {"command": "release_identity", "note_no": _note(number), **base})
    house.notes_out.discard(number)
    return ends


def _fetch(
    house: House, day: OpenDay, begun: Ticket, copies: list[str], number: int, back: datetime | None, draw: Random
) -> Process:  # fmt: skip
    """The book comes back on another day, and the identity card goes home."""
    if back is None:
        return
    yield back
    now = yield from _release(house, day, number, back, draw)
    yield from _put_back(house, day, begun, copies, now + timedelta(seconds=20), draw)


def _note(number: int) -> str:
    return f"N{number:03d}"
