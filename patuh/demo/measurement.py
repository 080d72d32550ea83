"""Waiting at the counter, and one measurement week of lending: drawn by lots of their own, so that nothing else changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.schedule import case_of, Do, Payload, Process
from patuh.demo.till import Debt
from patuh.demo.treasury import Stay

SOPS = ("loan", "loan_renewal")
_FETCHES_MONEY = 0.3
_FORGETS_A_TAP = 0.08
_FINE_STEP = 6
_STEPS = {"lend": (6, 7), "renew_loan": (5, 6)}
"""Steps of the span that are tapped; the transaction ends the last one."""


def week_of(last_day: date) -> tuple[date, date]:
    """Monday to Saturday, three weeks before the demo's last week."""
    monday = last_day - timedelta(days=last_day.weekday() + 21)
    return monday, monday + timedelta(days=5)


def set_week(house: House, at: datetime) -> Process:
    """The section head sets it in the days before it begins."""
    first, last = week_of(house.last_day)
    if house.week_is_set or not first - timedelta(days=6) <= at.astimezone(house.agency.zone).date() < first:
        return
    house.week_is_set = True
    yield Do(
        at,
        {
            "command": "set_measurement_week", "actor": house.officer("section_head").login,
            "service_point": house.point.code, "sop_codes": list(SOPS), "from_on": first, "until_on": last,
        },
    )  # fmt: skip


def taps(house: House, day: OpenDay, command: str, base: Payload, ends: datetime) -> Payload:
    """What was tapped between the first scan and the slip; sometimes nobody thought of it."""
    first, last = week_of(house.last_day)
    lot = Random(f"{base['started_at'].timestamp():.6f} {command}")
    if not house.week_is_set or not first <= day.day <= last or lot.random() < _FORGETS_A_TAP:
        return {}
    began, took = base["started_at"], ends - base["started_at"]
    shares = sorted(lot.uniform(0.2, 0.85) for _step in _STEPS[command])
    moments = [began + timedelta(milliseconds=round(took * share / timedelta(milliseconds=1))) for share in shares]
    return {
        "step_moments": [
            {"step_position": step, "finished_at": moment}
            for step, moment in zip(_STEPS[command], moments, strict=True)
        ]
    }


def wait_for_money(house: House, debt: Debt, now: datetime) -> Stay:
    """The fine is told; some go out to fetch the money. The treasurer's first keystroke ends the pause."""
    lot = Random(f"{now.timestamp():.6f} money")
    if lot.random() >= _FETCHES_MONEY:
        return now
    began = now + timedelta(seconds=lot.uniform(1, 6))
    yield began
    yield debt.charge
    if debt.outstanding_idr <= 0:
        return began
    pause = {
        "command": "pause_step",
        "case_id": case_of(debt.charge),
        "step_position": _FINE_STEP,
        "reason_code": "patron",
    }
    yield Do(began, pause | house.by("circulation_staff"))
    return began + timedelta(seconds=lot.uniform(50, 260))
