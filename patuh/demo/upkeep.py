"""Behind the shelves: damaged copies mended or struck off, old ones weeded; and a wrong receipt of yesterday put right."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.schedule import Do, Process
from patuh.demo.treasury import reverse

_STRUCK_OFF = 0.6
_WEEDED_A_DAY = 0.18
_LENT_MEANWHILE = 0.15
_WRONG_YESTERDAY = 0.10


def shelf_work(house: House, day: OpenDay, draw: Random) -> Process:
    """The catalogue staff's hour before noon, and what the treasurer finds in yesterday's receipts."""
    yield (now := day.opens_at + timedelta(minutes=draw.uniform(20, 60)))
    if draw.random() < _WRONG_YESTERDAY:
        yield _enter_anew(house, day, draw)
    damaged, house.damaged = house.damaged, []
    for copy_no in damaged:
        if draw.random() >= _STRUCK_OFF:
            house.shelf.put_back([copy_no])  # mended
            continue
        now += timedelta(minutes=draw.uniform(1, 6))
        yield Do(now, {"command": "withdraw_copy", "copy_no": copy_no, "reason_code": "damaged", **_clerk(house)})
        house.shelf.strike(copy_no)
    if draw.random() >= _WEEDED_A_DAY:
        return
    yield (now := now + timedelta(minutes=draw.uniform(10, 40)))
    at_home = [one.copy_no for held in house.holdings.values() for one in held if one.back_on and one.back_on > day.day]
    if at_home and draw.random() < _LENT_MEANWHILE:
        wrong = {"command": "withdraw_copy", "copy_no": draw.choice(at_home), "reason_code": "weeded", **_clerk(house)}
        yield Do(now, wrong, frozenset({"copy_is_here"}))
    for copy_no in house.shelf.pick(draw.choice((1, 2, 3)), draw):
        now += timedelta(minutes=draw.uniform(1, 4))
        yield Do(now, {"command": "withdraw_copy", "copy_no": copy_no, "reason_code": "weeded", **_clerk(house)})
        house.shelf.strike(copy_no)


def _enter_anew(house: House, day: OpenDay, draw: Random) -> Process:
    """A form's receipt of an earlier day bears the wrong name: reversed today, entered anew today."""
    reversed_before = {id(one.payment) for one in house.till.entries if one.sign < 0}
    earlier = [one for one in house.till.entries if one.day < day.day and one.is_form and one.method == "cash"]
    wrong = [one for one in earlier if id(one.payment) not in reversed_before and one.payment.data.get("payment_id")]
    if not wrong:
        return
    entry, now = draw.choice(wrong), day.opens_at + timedelta(minutes=draw.uniform(62, 68))
    with house.till.paying():
        yield now
        reversal = yield from reverse(house, day, entry.payment, "cash", now, "mistake", "Nama pada kuitansi keliru")
        yield reversal
        again = {"command": "receive_payment", "charge_id": reversal.data["charge_id"], "method": "cash"}
        base = house.by("treasurer") | {"started_at": now}
        payment = yield Do(now + timedelta(seconds=draw.uniform(40, 90)), again | base)
        house.till.take(day.day, payment, "cash")


def _clerk(house: House) -> dict[str, str]:
    return house.by("catalogue_staff")
