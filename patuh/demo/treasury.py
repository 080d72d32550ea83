"""The treasurer's day: fines and fees received, the cash counted every evening, the deposit slip of the next working day."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from patuh.demo.days import OpenDay
from patuh.demo.house import House, Incident
from patuh.demo.pace import TREASURER_AWAY_WEEKS
from patuh.demo.schedule import Do, Later, Process, Step, Ticket
from patuh.demo.till import Debt

Stay = Generator[Step, Any, datetime]
"""Part of a visit: runs until the moment it returns."""

_PAYMENT_MISTAKEN = 0.05
_PAID_IN_PARTS = 0.09
_METHODS = (("cash", 0.70), ("qris", 0.24), ("transfer", 0.06))
_COUNT_DIFFERS = 0.05
_COUNTED_NEXT_MORNING = 0.03
_SLIP_LATE = {"NTT": 0.06, "JATENG": 0.12}
_DIFFERENCES = (
    (-500, "Uang kembalian kurang dihitung"),
    (-2000, "Selisih kembalian, diganti bendahara besok"),
    (500, "Pemustaka tidak mengambil kembalian"),
    (1000, "Kembalian tertinggal di loket"),
)


def method_of(draw: Random) -> str:
    return draw.choices([name for name, _ in _METHODS], [share for _, share in _METHODS])[0]


def pay(
    house: House, day: OpenDay, debt: Debt, now: datetime, draw: Random, role: str = "treasurer",
    kind: str = "receive_payment",
) -> Stay:  # fmt: skip
    """The charge is paid and receipted, now and then in part, or with a wrong receipt that is entered anew."""
    yield now
    yield debt.charge
    if debt.outstanding_idr <= 0:
        return now
    with house.till.paying():
        base, ends, is_long = house.serve(role, kind, day, now, draw)
        method = method_of(draw)
        entry = {"command": "receive_payment", "charge_id": debt.charge.data["charge_id"], "method": method, **base}
        if house.till.is_closed(day.day):
            yield Do(ends, entry, frozenset({"day_is_open"}))
            return ends
        amount_idr = debt.outstanding_idr
        if role == "treasurer" and amount_idr >= 2000 and draw.random() < _PAID_IN_PARTS:
            amount_idr = amount_idr // 1000 * 500
            entry["amount_idr"] = amount_idr
        payment = yield Do(ends, entry)
        house.till.take(day.day, payment, method)
        debt.settled_idr += amount_idr
        if is_long and (kind != "receive_payment" or "fine_idr" in debt.charge.data):
            house.incidents.append(Incident(debt.charge, _PAYMENT_STEP[kind], "late"))
        if draw.random() >= _PAYMENT_MISTAKEN:
            return ends
        noticed = ends + timedelta(seconds=draw.uniform(25, 90))
        yield from reverse(house, day, payment, method, noticed, "mistake", "Salah cara bayar pada kuitansi")
        again = noticed + timedelta(seconds=draw.uniform(30, 80))
        method = "cash" if method == "qris" else "qris"
        payment = yield Do(again, entry | {"method": method, "started_at": noticed})
        house.till.take(day.day, payment, method)
        return again


_PAYMENT_STEP = {"receive_payment": 6, "pay_card": 9, "pay_renewal": 5}


def reverse(
    house: House, day: OpenDay, payment: Ticket, method: str, at: datetime, reason_code: str, reason: str
) -> Generator[Step, Any, Ticket]:  # fmt: skip
    """The treasurer reverses a receipt. The money goes back, or lies ready for the receipt that follows."""
    said = {"payment_id": Later(payment, "payment_id"), "reason_code": reason_code, "reason": reason}
    reversal: Ticket = yield Do(at, {"command": "reverse_payment", **said, **house.by("treasurer")})
    house.till.give_back(day.day, payment, method)
    return reversal


def count_cash(house: House, day: OpenDay, draw: Random) -> Process:
    """Counted when the last visitor has paid; now and then on the next morning, or with a difference to explain."""
    now = day.closes_at + timedelta(minutes=draw.uniform(22, 35))
    if draw.random() < _COUNTED_NEXT_MORNING:
        now = house.morning_after(day.day, 4) or now
    yield now
    while house.till.busy:
        yield (now := now + timedelta(minutes=2))
    if house.till.entries:
        yield house.till.entries[-1].payment
    counted_idr = house.till.cash_idr(day.day)
    closing = {"command": "close_day", "closed_on": day.day, "counted_idr": counted_idr, **house.by("treasurer")}
    house.till.closed.add(day.day)
    if draw.random() < _COUNT_DIFFERS and counted_idr > 2000:
        difference_idr, explanation = draw.choice(_DIFFERENCES)
        closing["counted_idr"] = counted_idr + difference_idr
        yield Do(now, closing, frozenset({"difference_is_explained"}))
        now += timedelta(seconds=draw.uniform(60, 300))
        closing["explanation"] = explanation
    yield Do(now, closing)


def go_to_the_bank(house: House, day: OpenDay, draw: Random) -> Process:
    """On a working day: everything received before it goes on one slip. Some days nobody finds the time."""
    if not house.agency.calendar.is_working_day(day.day):
        return
    stays = draw.random() < _SLIP_LATE.get(house.agency.code, 0.1)
    if house.agency.code == "NTT" and day.week in TREASURER_AWAY_WEEKS:
        stays = day.day.weekday() != 4  # the stand-in goes on Fridays only
    now = day.opens_at + timedelta(minutes=draw.uniform(70, 130))
    if stays:
        return
    yield now
    until = day.day - timedelta(days=1)
    earlier = [one for one in house.till.kept if one.day <= until]
    if not earlier:
        return
    yield earlier[-1].payment
    if house.till.to_deposit_idr(until) <= 0:
        return
    number = house.till.deposit(until)
    slip_no = f"STS/{house.agency.code}/{day.day.year}/{number:04d}"
    paid_in = {"slip_no": slip_no, "deposited_on": day.day, "received_until": until}
    yield Do(now, {"command": "deposit_revenue", **paid_in, **house.by("treasurer")})
