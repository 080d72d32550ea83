"""What is put right after the rush: steps entered afterwards, cases left open, exceptions accepted, fines waived."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from patuh.demo.days import OpenDay
from patuh.demo.house import House
from patuh.demo.schedule import Do, Later, Payload, Process, Ticket

_BACKFILLED = 0.16
_ACCEPTED = 0.22
_WAIVED = 0.05
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
    """Before they go home, the inspection officers enter some of what they forgot."""
    yield at
    actor = house.desks["inspection_officer"].on_duty[0].login
    for incident in [one for one in house.incidents if one.done_at]:
        if draw.random() >= _BACKFILLED:
            continue
        house.incidents.remove(incident)
        at += timedelta(seconds=draw.uniform(20, 60))
        step = {"case_id": Later(incident.case, "case_id"), "step_position": incident.step_position}
        entered = {"finished_at": incident.done_at, "backfilled": True, "reason": draw.choice(_BACKFILL_REASONS)}
        yield Do(at, _by(house, actor, "record_step") | step | entered)


def next_morning(house: House, day: OpenDay, draw: Random) -> Process:
    """Deviations go to the section head, cases left open to circulation, unpaid fines to the division head."""
    incidents, house.incidents = house.incidents, []
    left_open, house.left_open = house.left_open, []
    at = house.morning_after(day.day, draw.uniform(12, 40))
    if at is None:
        return
    yield at
    for incident in incidents:
        if draw.random() < _ACCEPTED * (0.35 if incident.deviation == "missing" else 1.0):
            at += timedelta(seconds=draw.uniform(25, 120))
            step = {"case_id": Later(incident.case, "case_id"), "step_position": incident.step_position}
            accepted = {"deviation": incident.deviation, "reason": draw.choice(_ACCEPT_REASONS[incident.deviation])}
            yield Do(at, _by(house, house.officer("section_head").login, "accept_exception") | step | accepted)
    for case in left_open:
        at += timedelta(seconds=draw.uniform(20, 60))
        actor = house.officer("circulation_staff").login
        yield Do(at, _by(house, actor, "close_case") | {"case_id": Later(case, "case_id"), "outcome": "abandoned"})
    for member_no, charges in list(house.debts.items()):
        if draw.random() < _WAIVED:
            at += timedelta(seconds=draw.uniform(60, 180))
            yield from _waive(house, member_no, charges, at)


def _waive(house: House, member_no: str, charges: list[Ticket], at: datetime) -> Process:
    yield at
    if house.debts.pop(member_no, None) is None:
        return
    for charge in charges:
        yield charge
        if charge.data.get("charge_id"):
            waiver = {"charge_id": charge.data["charge_id"], "reason": "Anggota terdampak banjir, disetujui Kabid"}
            yield Do(at, _by(house, house.officer("division_head").login, "waive_charge") | waiver)
    for member in house.members:
        if member.member_no == member_no:
            member.owes = False


def _by(house: House, login: str, command: str) -> Payload:
    return {"command": command, "actor": login, "service_point": house.point.code}
