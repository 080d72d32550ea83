"""The circulation desk and the treasurer: bring back, pay, borrow; also what goes wrong there."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.days import OpenDay
from patuh.demo.house import Holding, House, Incident
from patuh.demo.people import Member
from patuh.demo.schedule import Do, Later, Step, Ticket

Stay = Generator[Step, Any, datetime]
"""Part of a visit: runs until the moment it returns."""

_PAYS_AT_ONCE = 0.80
_PAYMENT_MISTAKEN = 0.05
_FORGETS_TO_CLOSE = 0.015
_REFUSABLE = frozenset(
    {
        "card_is_not_blocked",
        "card_is_valid",
        "nothing_is_overdue",
        "nothing_is_unpaid",
        "limit_leaves_room",
        "copy_is_lendable",
    }
)


def bring_back(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP return, steps 5–9: the copies due to come back; a late one is fined and mostly paid at once."""
    holdings = house.holdings.get(member.member_no, [])
    coming = [one for one in holdings if one.back_on and one.back_on <= day.day] or holdings[:1]
    first: Ticket | None = None
    charged: list[Ticket] = []
    for holding in coming:
        base, ends, is_long = house.serve("circulation_staff", "take_back", day, now, draw, 0.6 if first else 1.0)
        payload = {"command": "take_back", "copy_no": holding.copy_no, **base}
        if first:
            payload["case_id"] = Later(first, "case_id")
        if draw.random() < 0.006:
            payload["condition"] = "damaged"
        ticket = yield Do(ends, payload)
        first, now = first or ticket, ends
        holdings.remove(holding)
        member.copies_out -= 1
        house.shelf.away.discard(holding.copy_no)
        if day.day > holding.due_on:
            charged.append(ticket)
        if is_long:
            house.incidents.append(Incident(ticket, 5, "late"))
    if first is None:
        return now
    unpaid = False
    for ticket in charged:
        if draw.random() < _PAYS_AT_ONCE:
            now = yield from pay(house, day, ticket, now + timedelta(seconds=draw.uniform(12, 40)), draw)
        else:
            unpaid = True
            member.owes = True
            house.debts.setdefault(member.member_no, []).append(ticket)
    if draw.random() < _FORGETS_TO_CLOSE:
        house.left_open.append(first)
        return now
    base, ends, _ = house.serve(
        "circulation_staff", "close_case", day, now + timedelta(seconds=draw.uniform(1, 6)), draw
    )
    outcome = "unpaid" if unpaid else "done"
    yield Do(ends, {"command": "close_case", "case_id": Later(first, "case_id"), "outcome": outcome, **base})
    return ends


def pay(house: House, day: OpenDay, charge: Ticket, now: datetime, draw: Random) -> Stay:
    """SOP return, steps 6–8: the treasurer takes the fine and prints the receipt; now and then a wrong one."""
    yield now
    yield charge
    if not charge.data.get("charge_id"):
        return now
    base, ends, is_long = house.serve("treasurer", "receive_payment", day, now, draw, 0.58)
    method = "qris" if draw.random() < 0.22 else "cash"
    payment = yield Do(
        ends, {"command": "receive_payment", "charge_id": charge.data["charge_id"], "method": method, **base}
    )
    if is_long:
        house.incidents.append(Incident(charge, 6, "late"))
    if draw.random() >= _PAYMENT_MISTAKEN:
        return ends
    noticed = ends + timedelta(seconds=draw.uniform(25, 90))
    reversal = {
        "payment_id": Later(payment, "payment_id"),
        "reason_code": "mistake",
        "reason": "Salah cara bayar pada kuitansi",
    }
    yield Do(noticed, {"command": "reverse_payment", **reversal, **base, "started_at": ends})
    again = noticed + timedelta(seconds=draw.uniform(30, 80))
    entry = {"charge_id": charge.data["charge_id"], "method": "cash" if method == "qris" else "qris"}
    yield Do(again, {"command": "receive_payment", **entry, **base, "started_at": noticed})
    return again


def settle(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """An old fine is paid at a later visit."""
    for charge in house.debts.pop(member.member_no, []):
        now = yield from pay(house, day, charge, now, draw)
    member.owes = False
    return now


def borrow(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP loan, steps 6–8; somebody whose card or books do not allow it mostly knows, and sometimes asks."""
    terms = house.agency.terms_on(day.day)
    overdue = any(one.due_on < day.day for one in house.holdings.get(member.member_no, []))
    room = terms.max_copies - member.copies_out
    may_borrow = not (member.is_blocked or member.expires_on < day.day or member.owes or overdue or room < 1)
    if not may_borrow and draw.random() > 0.15:
        return now
    copy_nos = house.shelf.pick(min(max(room, 1), 1 + (draw.random() < 0.52)), draw)
    if not copy_nos:
        return now
    if may_borrow and draw.random() < 0.012 and house.shelf.reference:
        now = yield from _ask(house, day, member, [draw.choice(house.shelf.reference)], now, draw)
    if not may_borrow:
        house.shelf.away.difference_update(copy_nos)
        return (yield from _ask(house, day, member, copy_nos, now, draw))
    base, ends, is_long = house.serve("circulation_staff", "lend", day, now, draw)
    lent = yield Do(ends, {"command": "lend", "member_no": member.member_no, "copy_nos": copy_nos, **base})
    member.copies_out += len(copy_nos)
    back_on = _means_to_return_on(day.day, draw)
    due = house.due(day.day)
    house.holdings.setdefault(member.member_no, []).extend(Holding(copy_no, due, back_on) for copy_no in copy_nos)
    if is_long:
        house.incidents.append(Incident(lent, 6, "late"))
    return ends


def _ask(house: House, day: OpenDay, member: Member, copy_nos: list[str], now: datetime, draw: Random) -> Stay:
    """A loan that the rules refuse: nothing comes of it but the minute it took."""
    base, ends, _ = house.serve("circulation_staff", "lend", day, now, draw, 0.4)
    yield Do(ends, {"command": "lend", "member_no": member.member_no, "copy_nos": copy_nos, **base}, _REFUSABLE)
    return ends


def _means_to_return_on(lent_on: date, draw: Random) -> date | None:
    luck = draw.random()
    if luck < 0.79:
        days = draw.choices((3, 4, 5, 6, 7), (1, 2, 2, 3, 4))[0]
    elif luck < 0.93:
        days = draw.randint(9, 13)
    elif luck < 0.98:
        days = draw.randint(14, 30)
    else:
        return None
    return lent_on + timedelta(days=days)
