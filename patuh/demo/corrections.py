"""What is put right after the rush: steps entered afterwards, cases left open, exceptions accepted, charges waived."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.measurement import set_week
from patuh.demo.schedule import case_of, Do, Later, Payload, Process
from patuh.demo.till import Debt

_BACKFILLED = 0.16
_ACCEPTED = 0.22
_WAIVED = 0.05
_WAIVED_IN_PART = 0.35
_BACKFILL_REASONS = (
    "Dicatat setelah antrean selesai",
    "Komputer pemeriksaan sempat mati",
    "Lupa menekan tombol saat ramai",
)
_ACCEPT_REASONS = {
    "late": (
        "Listrik padam beberapa menit",
        "Jaringan terputus",
        "Pemustaka perlu pendampingan khusus",
        "Printer macet",
    ),
    "missing": ("Petugas membantu evakuasi latihan gempa", "Petugas pemeriksaan sakit, tidak ada pengganti"),
}


def end_of_day(house: House, day: OpenDay, at: datetime, draw: Random) -> Process:
    """Before they go home, officers enter some of what they forgot to record."""
    yield at
    for incident in [one for one in house.incidents if one.done_at and one.done_at < at]:
        if draw.random() >= _BACKFILLED:
            continue
        house.incidents.remove(incident)
        at += timedelta(seconds=draw.uniform(20, 60))
        actor = house.desks[incident.role].on_duty[0].login
        step = {"case_id": case_of(incident.case), "step_position": incident.step_position}
        entered = {"finished_at": incident.done_at, "backfilled": True, "reason": draw.choice(_BACKFILL_REASONS)}
        yield Do(at, _by(house, actor, "record_step") | step | entered)


def next_morning(house: House, day: OpenDay, draw: Random) -> Process:
    """Deviations go to the section head, cases left open to their desks, unpaid charges to the heads."""
    incidents, house.incidents = house.incidents, []
    left_open, house.left_open = house.left_open, []
    called_off, house.called_off = house.called_off, []
    at = house.morning_after(day.day, draw.uniform(12, 40))
    if at is None:
        return
    yield at
    yield from set_week(house, at)
    for incident in incidents:
        if draw.random() < _ACCEPTED * (0.35 if incident.deviation == "missing" else 1.0):
            at += timedelta(seconds=draw.uniform(25, 120))
            step = {"case_id": case_of(incident.case), "step_position": incident.step_position}
            accepted = {"deviation": incident.deviation, "reason": draw.choice(_ACCEPT_REASONS[incident.deviation])}
            yield Do(at, _by(house, house.officer("section_head").login, "accept_exception") | step | accepted)
    for case, role in left_open:
        at += timedelta(seconds=draw.uniform(20, 60))
        actor = house.officer(role).login
        yield Do(at, _by(house, actor, "close_case") | {"case_id": case_of(case), "outcome": "abandoned"})
    for reversal, whose in called_off:
        if whose in house.inside:
            house.called_off.append((reversal, whose))
            continue
        at += timedelta(seconds=draw.uniform(40, 120))
        waiver = {"charge_id": Later(reversal, "charge_id"), "reason": "Batal atas permintaan pemustaka, uang kembali"}
        head = house.officer("section_head").login
        yield Do(at, _by(house, head, "waive_charge") | waiver | {"reason_code": "patron_request"})
        house.awaiting_waiver.discard(whose)
    for member_no, debts in list(house.debts.items()):
        if draw.random() < _WAIVED:
            at += timedelta(seconds=draw.uniform(60, 180))
            yield from _waive(house, member_no, debts, at, draw)


def _waive(house: House, member_no: str, debts: list[Debt], at: datetime, draw: Random) -> Process:
    """The division head waives what a member owes; the section head a part of it."""
    yield at
    if house.debts.get(member_no) is not debts or member_no in house.inside:
        return  # paid meanwhile, or at a desk just now
    in_part = draw.random() < _WAIVED_IN_PART
    head = house.officer("section_head" if in_part else "division_head").login
    reason = "Keringanan bagi pelajar, disetujui Kasie" if in_part else "Anggota terdampak banjir, disetujui Kabid"
    for debt in debts:
        yield debt.charge
        amount_idr = debt.outstanding_idr
        if in_part and amount_idr >= 1000:
            amount_idr = amount_idr // 1000 * 500
        waiver = {"charge_id": debt.charge.data["charge_id"], "reason": reason, "amount_idr": amount_idr}
        yield Do(at, _by(house, head, "waive_charge") | waiver)
        debt.settled_idr += amount_idr
    left = [debt for debt in debts if debt.outstanding_idr]
    if left:
        house.debts[member_no] = left
    else:
        del house.debts[member_no]


def _by(house: House, login: str, command: str) -> Payload:
    return {"command": command, "actor": login, "service_point": house.point.code}
