"""Reading rooms: room guest books, copies used on the premises, books put back (SOP general, reference and deposit)."""

from __future__ import annotations

from typing import Any

from warehouse.catalogue.model import SopVersion, Unit
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.copy_places import copy_by_number
from warehouse.records.membership import member_by_card
from warehouse.records.models_building import CountInHouseUse, RegisterRoomVisit, Reshelve
from warehouse.records.open_cases import close, open_case, open_case_of_visit, the_open_case, version_of
from warehouse.records.presence import present_visit
from warehouse.records.steps import note_moment, record_event

ROOM_SOP = {"reference": "reference_collection", "deposit": "deposit_collection"}
CLASSES = ("visitor_type", "sex", "age_class", "occupation", "education", "purpose", "region_code")


def register_room_visit(tx: Tx, command: RegisterRoomVisit) -> dict[str, Any]:
    """SOP reference, step 5; SOP deposit, step 4. The visitor's classes are those of today's guest book."""
    visit = _visit_of(tx, command)
    member_key = str(visit["member_key"]) if visit["member_key"] else None
    sop_code = ROOM_SOP[command.room]
    begun = open_case_of_visit(tx, sop_code, str(visit["visit_id"]))  # at the OPAC, before the room's guest book
    if begun and tx.fact_rows("SELECT 1 FROM room_visits WHERE case_id = ?", begun["case_id"]):
        raise Refused("one_case_per_visit", N_("This visitor's case of this service is open already."))
    case_id = (
        begun["case_id"] if begun else open_case(tx, sop_code, visit_id=str(visit["visit_id"]), member_key=member_key)
    )
    if command.special_collection:
        tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition="special_collection")
    tx.insert(
        "room_visits", room_visit_id=new_id(), room=command.room, case_id=case_id, visit_id=str(visit["visit_id"]),
        member_key=member_key, **{name: visit[name] for name in CLASSES},
    )  # fmt: skip
    _complete(tx, version_of(tx, sop_code, tx.at), "register_room_visit", case_id, str(visit["visit_id"]))
    return {"case_id": case_id, "visit_id": str(visit["visit_id"]), "room": command.room}


def count_in_house_use(tx: Tx, command: CountInHouseUse) -> dict[str, Any]:
    """Copies found on the tables. A lent copy cannot lie there: the desk is told."""
    copies = [copy_by_number(tx, number) for number in dict.fromkeys(command.copy_nos)]
    for copy in copies:
        if tx.state("state_open_loans").get(str(copy["copy_id"])):
            raise Refused(
                "copy_on_the_table_is_not_lent",
                N_("Copy {copy_no} is lent out. Take it back at the circulation desk first."),
                copy_no=copy["copy_no"],
            )
    case = the_open_case(tx, command.case_id) if command.case_id else None
    for copy in copies:
        tx.insert(
            "in_house_uses", use_id=new_id(), room=command.room, case_id=command.case_id, copy_id=str(copy["copy_id"]),
            title_id=str(copy["title_id"]), collection=copy["collection"], ddc_class=copy["ddc_class"],
        )  # fmt: skip
    if case:
        _complete(
            tx,
            version_of(tx, case["sop_code"], case["opened_at"]),
            "count_in_house_use",
            case["case_id"],
            case["visit_id"],
        )
    return {"copies": [{"copy_no": copy["copy_no"], "title": copy["title"]} for copy in copies]}


def reshelve(tx: Tx, command: Reshelve) -> dict[str, Any]:
    """The books are back on the shelf. For a visitor's case this is the staff's last step in the room, and ends it."""
    case = the_open_case(tx, command.case_id) if command.case_id else None
    tx.insert("reshelvings", reshelving_id=new_id(), room=command.room, case_id=command.case_id, copies=command.copies)
    if case:
        _complete(
            tx, version_of(tx, case["sop_code"], case["opened_at"]), "reshelve", case["case_id"], case["visit_id"]
        )
        close(tx, case)
    return {"case_id": command.case_id, "copies": command.copies}


def _visit_of(tx: Tx, command: RegisterRoomVisit) -> Row:
    visit_id = command.visit_id
    if command.member_no:
        visit_id = present_visit(tx, str(member_by_card(tx, command.member_no)["member_key"]))
    if not command.member_no and not visit_id:
        raise BadInput(
            "room_visitor_is_named", N_("Scan the member card, or the visitor number slip."), field="member_no"
        )
    found = tx.fact_rows("SELECT * FROM visits WHERE visit_id = ?", visit_id) if visit_id else []
    if not found or found[0]["service_point"] != tx.service_point.code:
        raise Refused(
            "guest_book_comes_first",
            N_("This visitor is not in today's guest book. Register the visit first (SOP reference, step 2)."),
        )
    return found[0]


def _complete(tx: Tx, version: SopVersion, command: str, case_id: str, visit_id: str | None) -> None:
    for unit in version.units_completed_by(command):
        record_event(
            tx, case_id=case_id, visit_id=visit_id, sop_code=version.code, unit=unit.position, act=unit.act,
            started_at=tx.command.started_at or _began(tx, unit, case_id),
        )  # fmt: skip
        note_moment(tx, case_id, tx.at)


def _began(tx: Tx, unit: Unit, case_id: str) -> Any:
    """Where a unit is begun by an earlier command of the case (catalogue: started_by), the moment of that command."""
    case = tx.state("state_open_cases").get(case_id)
    return case["last_finished_at"] if unit.started_by and case else None
