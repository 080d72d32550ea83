"""The circulation desk: bring back, renew, report a loss, borrow; also what goes wrong there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import Holding, House, Incident
from patuh.demo.measurement import taps, wait_for_money
from patuh.demo.people import Member
from patuh.demo.schedule import Do, Later, Ticket
from patuh.demo.till import Debt
from patuh.demo.treasury import pay, Stay

_PAYS_AT_ONCE = 0.80
_FORGETS_TO_CLOSE = 0.015
_DAMAGED = 0.008
_SCANNED_TWICE = 0.015
_SCANS_NONSENSE = 0.02
_ONE_TOO_MANY = 0.04
_NOT_LENT = frozenset(
    {
        "card_is_not_blocked",
        "card_is_valid",
        "nothing_is_overdue",
        "nothing_is_unpaid",
        "limit_leaves_room",
        "copy_is_lendable",
    }
)
_NOT_RENEWED = frozenset(
    {"card_is_not_blocked", "card_is_valid", "copy_is_not_overdue", "nothing_is_unpaid", "renewals_are_left"}
)


def bring_back(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP return, steps 5–9: the copies due to come back; a late one is fined and mostly paid at once."""
    holdings = house.holdings.get(member.member_no, [])
    coming = [one for one in holdings if one.back_on and one.back_on <= day.day] or holdings[:1]
    first: Ticket | None = None
    charged: list[Debt] = []
    for holding in coming:
        base, ends, is_long = house.serve("circulation_staff", "take_back", day, now, draw, 0.6 if first else 1.0)
        payload = {"command": "take_back", "copy_no": holding.copy_no, **base}
        if first:
            payload["case_id"] = Later(first, "case_id")
        is_damaged = draw.random() < _DAMAGED
        if is_damaged:
            payload["condition"] = "damaged"
        ticket = yield Do(ends, payload)
        first, now = first or ticket, ends
        holdings.remove(holding)
        member.copies_out -= 1
        if day.day > holding.due_on:
            charged.append(Debt(ticket))
        if is_long:
            house.incidents.append(Incident(ticket, 5, "late"))
        if draw.random() < _SCANNED_TWICE:
            now += timedelta(seconds=draw.uniform(1.5, 4))
            scan = {"command": "take_back", "copy_no": holding.copy_no, **base, "started_at": ends}
            yield Do(now, scan, frozenset({"copy_is_lent"}))
        if is_damaged:
            house.damaged.append(holding.copy_no)  # laid aside, not back on the shelf
        else:
            house.shelf.put_back([holding.copy_no])
    if first is None:
        return now
    if charged:
        now = yield from wait_for_money(house, charged[0], now)
    now = yield from _pay_or_owe(house, day, member, charged, now, draw)
    if draw.random() < _FORGETS_TO_CLOSE:
        house.left_open.append((first, "circulation_staff"))
        return now
    yield (now := now + timedelta(seconds=draw.uniform(1, 6)))
    base, ends, _ = house.serve("circulation_staff", "close_case", day, now, draw)
    outcome = "unpaid" if charged and house.owes(member) else "done"
    yield Do(ends, {"command": "close_case", "case_id": Later(first, "case_id"), "outcome": outcome, **base})
    return ends


def _pay_or_owe(house: House, day: OpenDay, member: Member, charged: list[Debt], now: datetime, draw: Random) -> Stay:
    """Fines just charged: paid now, in part, or left for another day."""
    for debt in charged:
        if draw.random() < _PAYS_AT_ONCE:
            now = yield from pay(house, day, debt, now + timedelta(seconds=draw.uniform(12, 40)), draw)
            if debt.charge.answered and debt.outstanding_idr == 0:
                continue
        house.debts.setdefault(member.member_no, []).append(debt)
    return now


def settle(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """Old charges are paid at a later visit."""
    debts = house.debts.pop(member.member_no, [])
    for debt in debts:
        now = yield from pay(house, day, debt, now, draw)
    left = [debt for debt in debts if debt.outstanding_idr]
    if left:
        house.debts[member.member_no] = left
    return now


def renew(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP loan renewal, steps 5–7: all copies at home once more, or the reason why not."""
    holdings = house.holdings.get(member.member_no, [])
    terms = house.agency.terms_on(day.day)
    is_refused = (
        member.is_blocked
        or member.expires_on < day.day
        or (terms.unpaid_blocks and house.owes(member))
        or any(one.due_on < day.day or one.renewals >= terms.renewals for one in holdings)
    )
    copy_nos = [one.copy_no for one in holdings]
    base, ends, is_long = house.serve("circulation_staff", "renew_loan", day, now, draw, 0.4 if is_refused else 1.0)
    renewal = {"command": "renew_loan", "member_no": member.member_no, "copy_nos": copy_nos, **base}
    if is_refused:
        yield Do(ends, renewal, _NOT_RENEWED)
        return ends
    ticket = yield Do(ends, renewal | taps(house, day, "renew_loan", base, ends))
    for one in holdings:
        one.due_on, one.renewals = house.due(day.day), one.renewals + 1
        one.back_on = means_to_return_on(day.day, draw)
    if is_long:
        house.incidents.append(Incident(ticket, 5, "late"))
    return ends


def report_lost(house: House, day: OpenDay, member: Member, holding: Holding, now: datetime, draw: Random) -> Stay:
    """A copy will not come back: it is struck off, and the days past its due date are fined."""
    base, ends, _ = house.serve("circulation_staff", "take_back", day, now, draw, 0.9)
    ticket = yield Do(ends, {"command": "withdraw_copy", "copy_no": holding.copy_no, "reason_code": "lost", **base})
    house.holdings[member.member_no].remove(holding)
    member.copies_out -= 1
    house.shelf.strike(holding.copy_no)
    charged = [Debt(ticket)] if day.day > holding.due_on else []
    return (yield from _pay_or_owe(house, day, member, charged, ends, draw))


def borrow(house: House, day: OpenDay, member: Member, now: datetime, draw: Random) -> Stay:
    """SOP loan, steps 6–8; somebody whose card or books do not allow it mostly knows, and sometimes asks."""
    terms = house.agency.terms_on(day.day)
    held = house.holdings.get(member.member_no, [])
    overdue = terms.overdue_blocks and any(one.due_on < day.day for one in held)
    owes = terms.unpaid_blocks and house.owes(member)
    room = terms.max_copies - member.copies_out
    may_borrow = not (member.is_blocked or member.expires_on < day.day or owes or overdue or room < 1)
    if not may_borrow and draw.random() > 0.15:
        return now
    copy_nos = house.shelf.pick(min(max(room, 1), 1 + (draw.random() < 0.52)), draw)
    if not copy_nos:
        return now
    if may_borrow and draw.random() < 0.012 and house.shelf.reference:
        now = yield from ask(house, day, member, [draw.choice(house.shelf.reference)], now, draw)
    if not may_borrow:
        now = yield from ask(house, day, member, copy_nos, now, draw)
        house.shelf.put_back(copy_nos)
        return now
    if len(copy_nos) == room and draw.random() < _ONE_TOO_MANY and (third := house.shelf.pick(1, draw)):
        now = yield from ask(house, day, member, copy_nos + third, now, draw)
        house.shelf.put_back(third)
    base, ends, is_long = house.serve("circulation_staff", "lend", day, now, draw)
    if draw.random() < _SCANS_NONSENSE:  # the publisher's barcode instead of the library's
        isbn = f"979{draw.randrange(10**9, 10**10)}"
        wrong = {"command": "lend", "member_no": member.member_no, "copy_nos": [isbn], **base}
        yield Do(base["started_at"] + (ends - base["started_at"]) / 2, wrong, frozenset({"copy_is_known"}))
    loan = {"command": "lend", "member_no": member.member_no, "copy_nos": copy_nos, **base}
    lent = yield Do(ends, loan | taps(house, day, "lend", base, ends))
    member.copies_out += len(copy_nos)
    back_on = means_to_return_on(day.day, draw)
    due = house.due(day.day)
    house.holdings.setdefault(member.member_no, []).extend(Holding(copy_no, due, back_on) for copy_no in copy_nos)
    if is_long:
        house.incidents.append(Incident(lent, 6, "late"))
    return ends


def ask(house: House, day: OpenDay, member: Member, copy_nos: list[str], now: datetime, draw: Random) -> Stay:
    """A loan that the rules refuse: nothing comes of it but the minute it took."""
    base, ends, _ = house.serve("circulation_staff", "lend", day, now, draw, 0.4)
    yield Do(ends, {"command": "lend", "member_no": member.member_no, "copy_nos": copy_nos, **base}, _NOT_LENT)
    return ends


def means_to_return_on(lent_on: date, draw: Random) -> date | None:
    """The day in the borrower's mind: mostly in time, some late, a few never."""
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
