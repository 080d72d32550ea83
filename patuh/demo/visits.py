"""A visit from the door to the door: what somebody came for, in the order in which people do it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from patuh.demo.cards import bring_form, buy_form, fetch_card, renew_card
from patuh.demo.circulation import borrow, bring_back, renew, report_lost, settle
from patuh.demo.days import OpenDay
from patuh.demo.entrance import collect_bag, guest_book, inspect, leave_bag, Registered
from patuh.demo.house import Candidate, House
from patuh.demo.people import Member, Reader
from patuh.demo.photocopy import photocopy
from patuh.demo.rooms import reads_until, USE
from patuh.demo.schedule import Process
from patuh.demo.treasury import Stay

_HAS_BAG = 0.62
_GUEST_BOOK_FORGOTTEN = 0.02
_BOOK_FIRST = 0.02
_COMES_AGAIN = 0.03
_RENEWS_CARD = 0.40
_RENEWS_INSTEAD = 0.14
_RENEWS_EARLY = 0.12
_TELLS_LOSS = 0.30
_CARD_PURPOSE = "Mendaftar atau memperpanjang kartu"
_ROOMS_CLOSE = timedelta(minutes=62)
_COUNTERS_CLOSE = timedelta(minutes=45)


def visitor(
    house: House, day: OpenDay, who: Member | Reader, at: datetime, draw: Random, *errands: str
) -> Process:  # fmt: skip
    """A guest, from arriving at `at` until leaving; or a member, and some come a second time."""
    if isinstance(who, Reader):
        yield from _stay(house, day, who, at, draw, errands)
        return
    now = yield from _inside(house, day, who, at, draw, errands)
    again = now + timedelta(minutes=draw.uniform(45, 150))
    if draw.random() < _COMES_AGAIN and again < day.closes_at - timedelta(minutes=70):
        yield from _inside(house, day, who, again, draw, ("again",))


def _inside(
    house: House, day: OpenDay, member: Member, at: datetime, draw: Random, errands: tuple[str, ...]
) -> Stay:  # fmt: skip
    yield at
    house.inside.add(member.member_no)
    left_at = yield from _stay(house, day, member, at, draw, errands)
    house.inside.discard(member.member_no)
    return left_at


def applicant(house: House, day: OpenDay, candidate: Candidate, at: datetime, draw: Random) -> Process:
    """Somebody with the stamped form."""
    yield at
    book = yield from guest_book(house, day, candidate.reader, None, at, draw, _CARD_PURPOSE)
    yield (now := book.at + timedelta(minutes=draw.uniform(1, 4)))
    yield from bring_form(house, day, candidate, now, draw)


def _stay(
    house: House, day: OpenDay, who: Member | Reader, at: datetime, draw: Random, errands: tuple[str, ...]
) -> Stay:  # fmt: skip
    yield at
    now, bag, book = at, None, None
    book_first = draw.random() < _BOOK_FIRST
    if book_first:
        book = yield from guest_book(house, day, who, None, now, draw)
        now = book.at
    if draw.random() < _HAS_BAG and house.lockers:
        bag = yield from leave_bag(house, day, who, now, draw)
        now = yield from inspect(house, day, bag, "in", bag.left_at + timedelta(seconds=3), draw)
    must_sign = isinstance(who, Reader) or "again" in errands
    if book is None and (must_sign or draw.random() >= _GUEST_BOOK_FORGOTTEN):
        yield now
        book = yield from guest_book(house, day, who, bag, now, draw, _CARD_PURPOSE if "form" in errands else None)
        now = book.at
    if isinstance(who, Member):
        now = yield from _member_business(house, day, who, now, draw)
    elif "form" in errands and book:
        yield (now := now + timedelta(minutes=draw.uniform(1, 5)))
        now = yield from buy_form(house, day, who, book.visit, bag, now, draw)
    for errand in errands:
        now = yield from _errand(house, day, who, book, errand, now, draw)
    if isinstance(who, Member):
        now = yield from _read_and_borrow(house, day, who, now, draw, bool(errands))
    elif not errands:
        now = reads_until(day, now, draw)
    yield (now := now + timedelta(minutes=draw.uniform(0.5, 6)))
    if bag:
        yield collect_bag(house, day, bag, now, draw)
    return now


def _errand(
    house: House, day: OpenDay, who: Member | Reader, book: Registered | None, errand: str, now: datetime, draw: Random
) -> Stay:  # fmt: skip
    """A room, or the copier; nothing when it is too late for it."""
    now += timedelta(minutes=draw.uniform(0.5, 4))
    yield now
    if errand in USE and now < day.closes_at - _ROOMS_CLOSE:
        return (yield from USE[errand](house, day, who, book, now, draw))
    if errand in ("inside", "outside") and now < day.closes_at - _COUNTERS_CLOSE:
        return (yield from photocopy(house, day, who, book, errand, now, draw))
    return now


def _member_business(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """Old debts, the card, copies to renew, to report lost, to bring back."""
    if house.debts.get(member.member_no) and draw.random() < 0.65:
        yield (now := now + timedelta(minutes=draw.uniform(1, 4)))
        now = yield from settle(house, day, member, now, draw)
    counters_open = now < day.closes_at - _COUNTERS_CLOSE
    if member.member_no in house.unprinted and draw.random() < 0.8 and counters_open:
        yield (now := now + timedelta(minutes=draw.uniform(1, 4)))
        now = yield from fetch_card(house, day, member, now, draw)
    elif _card_runs_out(house, day, member) and draw.random() < _RENEWS_CARD and counters_open:
        yield (now := now + timedelta(minutes=draw.uniform(1, 4)))
        now = yield from renew_card(house, day, member, now, draw)
    yield (now := now + timedelta(minutes=draw.uniform(1, 5)))
    held = house.holdings.get(member.member_no, [])
    gone = [one for one in held if one.back_on is None and one.due_on < day.day]
    if gone and draw.random() < _TELLS_LOSS:
        now = yield from report_lost(house, day, member, gone[0], now, draw)
        yield now
    if held and draw.random() < (_RENEWS_INSTEAD if _brings_back(house, day, member) else _RENEWS_EARLY):
        now = yield from renew(house, day, member, now, draw)
        yield now
    if _brings_back(house, day, member):
        now = yield from bring_back(house, day, member, now, draw)
    return now


def _read_and_borrow(house: House, day: OpenDay, member: Member, now: datetime, draw: Random, was_busy: bool) -> Stay:
    """Read for a while, then borrow, or go."""
    came_for_books = not house.holdings.get(member.member_no)
    if not was_busy:
        now = max(now, min(reads_until(day, now, draw, 25.0), day.closes_at - timedelta(minutes=16)))
    yield now
    if draw.random() < (0.50 if came_for_books else 0.24):
        now = yield from borrow(house, day, member, now, draw)
    return now


def _brings_back(house: House, day: OpenDay, member: Member) -> bool:
    return any(one.back_on and one.back_on <= day.day for one in house.holdings.get(member.member_no, []))


def _card_runs_out(house: House, day: OpenDay, member: Member) -> bool:
    """Expired, or about to; an unpaid fee is no reason not to renew, a block is."""
    return not member.is_blocked and member.expires_on < day.day + timedelta(days=10) and not house.owes(member)
