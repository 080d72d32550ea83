"""Bags and lockers: SOP locker (Penitipan Barang dan Pemeriksaan)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.measured import insert_case
from warehouse.records.membership import member_by_card
from warehouse.records.models import DepositBag, InspectVisitor, ReportLostLockerCard, ReturnBag
from warehouse.records.presence import present_visit
from warehouse.records.steps import record_event

SOP = "locker"
SAME_STAY_WITHIN = timedelta(minutes=30)  # a bag left this soon after the guest book belongs to that visit


def deposit_bag(tx: Tx, command: DepositBag) -> dict[str, Any]:
    """SOP locker, steps 1–3: bag taken in, name written down, one number card given, one put on the bag."""
    number = existing_number(tx, command.locker_no)
    member = member_by_card(tx, command.member_no) if command.member_no else None
    name = member["name"] if member else command.name
    if not name:
        raise BadInput(
            "bag_has_a_name",
            N_("Write the visitor's name, or scan the member card (SOP locker, step 3)."),
            field="name",
        )
    if _in_use(tx, number):
        raise Refused("locker_is_free", N_("Locker {no} is in use. Take another number."), no=number)
    member_key = str(member["member_key"]) if member else None
    visit = present_visit(tx, member_key, within=SAME_STAY_WITHIN) if member_key else None
    case_id = new_id()
    insert_case(
        tx,
        SOP,
        case_id=case_id,
        occurred_at=command.started_at or tx.at,
        visit_id=visit,
        member_key=member_key,
    )
    tx.insert("bag_deposits", case_id=case_id, locker_no=number, member_key=member_key, visit_id=visit)
    tx.insert("bag_identities", case_id=case_id, name=name)
    record_event(
        tx, case_id=case_id, visit_id=visit, sop_code=SOP, unit=1, act="bag_deposit", started_at=command.started_at
    )
    tx.state("state_lockers").put(
        {
            "service_point": tx.service_point.code, "locker_no": number, "case_id": case_id, "name": name,
            "member_key": member_key, "visit_id": visit, "deposited_at": tx.at, "card_lost": False,
        },
    )  # fmt: skip
    return {"case_id": case_id, "locker_no": number, "name": name}


def inspect_visitor(tx: Tx, command: InspectVisitor) -> dict[str, Any]:
    """SOP locker, step 4 (on entering) and step 5 (before leaving)."""
    bag = _bag_in(tx, command.locker_no)
    unit = 4 if command.direction == "in" else 5
    record_event(
        tx, case_id=str(bag["case_id"]), visit_id=bag["visit_id"], sop_code=SOP, unit=unit,
        started_at=command.started_at, by_tap=True,
    )  # fmt: skip
    return {"case_id": str(bag["case_id"])}


def report_lost_locker_card(tx: Tx, command: ReportLostLockerCard) -> dict[str, Any]:
    """SOP locker, step 9: the name is confirmed with the visitor before the bag is given back."""
    bag = _bag_in(tx, command.locker_no)
    case_id = bag["case_id"]
    if command.confirmed_name.casefold() != bag["name"].casefold():
        raise Refused(
            "name_matches_the_bag",
            N_(
                "The name does not match the one written down for locker {no} (SOP locker, step 7). Ask the visitor again."
            ),
            no=bag["locker_no"],
        )
    if bag["card_lost"]:
        raise Refused(
            "card_loss_is_reported_once", N_("The lost card of locker {no} is on record already."), no=bag["locker_no"]
        )
    tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition="lost_card")
    tx.state("state_lockers").update(bag["service_point"], bag["locker_no"], card_lost=True)
    record_event(tx, case_id=case_id, visit_id=bag["visit_id"], sop_code=SOP, unit=9, started_at=command.started_at)
    return {"case_id": case_id}


def return_bag(tx: Tx, command: ReturnBag) -> dict[str, Any]:
    """SOP locker, steps 7–8: name and number matched, bag handed over; the case ends."""
    bag = _bag_in(tx, command.locker_no)
    case_id = bag["case_id"]
    began_at = command.started_at
    if bag["card_lost"]:
        # The loss is told (step 9) while name and number are being matched (step 7): the matching began with it.
        lost = tx.fact_rows("SELECT started_at FROM step_events WHERE case_id = ? AND unit_position = 9", case_id)
        began_at = lost[0]["started_at"] or began_at
    tx.insert("bag_returns", return_id=new_id(), case_id=case_id, lost_card=bag["card_lost"])
    record_event(
        tx,
        case_id=case_id,
        visit_id=bag["visit_id"],
        sop_code=SOP,
        unit=7,
        act="bag_return",
        started_at=began_at,
    )
    tx.insert("case_closings", closing_id=new_id(), case_id=case_id, outcome="done")
    tx.state("state_lockers").delete(bag["service_point"], bag["locker_no"])
    return {"case_id": case_id, "locker_no": bag["locker_no"], "name": bag["name"], "lost_card": bag["card_lost"]}


def existing_number(tx: Tx, locker_no: str) -> str:
    """The locker number without leading zeros; BadInput when there is no such locker."""
    count = tx.service_point.locker_count_on(tx.today)
    if not locker_no.isascii() or not locker_no.isdigit() or not 1 <= int(locker_no[:9]) <= count:
        raise BadInput(
            "locker_exists", N_("There is no locker {no} here; the numbers go from 1 to {count}."),
            field="locker_no", no=locker_no, count=count,
        )  # fmt: skip
    return str(int(locker_no))


def _in_use(tx: Tx, number: str) -> Row | None:
    return tx.state("state_lockers").get(tx.service_point.code, number)


def _bag_in(tx: Tx, locker_no: str) -> Row:
    number = existing_number(tx, locker_no)
    bag = _in_use(tx, number)
    if bag is None:
        raise Refused("locker_is_in_use", N_("Locker {no} holds no bag."), no=number)
    return bag
