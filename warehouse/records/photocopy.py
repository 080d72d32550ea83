"""SOP photocopy (Pelayanan Foto Copy): inside with machine, pages and price; outside against a held identity card."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.copy_places import copy_by_number
from warehouse.records.membership import member_by_card
from warehouse.records.models_building import FinishPhotocopy, HoldIdentity, ReleaseIdentity, StartPhotocopy
from warehouse.records.money import charge, pay
from warehouse.records.open_cases import open_case, the_open_case
from warehouse.records.presence import present_visit
from warehouse.records.steps import note_moment, record_event

SOP = "photocopy"


def start_photocopy(tx: Tx, command: StartPhotocopy) -> dict[str, Any]:
    """Steps 2–3: the officer of the room notes the book and shows the way."""
    member_key = str(member_by_card(tx, command.member_no)["member_key"]) if command.member_no else None
    if command.copy_no:
        copy_by_number(tx, command.copy_no)
    visit_id = command.visit_id or (present_visit(tx, member_key) if member_key else None)
    case_id = open_case(tx, SOP, visit_id=visit_id, member_key=member_key)
    tx.insert("case_conditions", condition_id=new_id(), case_id=case_id, condition=f"copy_{command.place}")
    record_event(tx, case_id=case_id, sop_code=SOP, unit=2, started_at=command.started_at)
    note_moment(tx, case_id, tx.at)
    return {"case_id": case_id, "place": command.place}


def finish_photocopy(tx: Tx, command: FinishPhotocopy) -> dict[str, Any]:
    """Step 4: from the start of copying to the receipt."""
    case = the_open_case(tx, command.case_id, SOP)
    _place_is(tx, command.case_id, "inside")
    if tx.fact_rows("SELECT 1 FROM photocopies WHERE case_id = ?", command.case_id):
        raise Refused("photocopy_is_finished_once", N_("This photocopy has been finished and paid already."))
    amount_idr = command.pages * tx.agency.tariff_on(tx.today).photocopy_per_page_idr
    tx.insert(
        "photocopies", photocopy_id=new_id(), case_id=command.case_id, place="inside", machine=command.machine,
        pages=command.pages, amount_idr=amount_idr,
    )  # fmt: skip
    receipt = {"amount_idr": 0}
    if amount_idr:
        charge_id = charge(tx, "photocopy", amount_idr, case_id=command.case_id, member_key=case["member_key"])
        receipt = pay(tx, charge_id, amount_idr, command.method)
    record_event(
        tx, case_id=command.case_id, sop_code=SOP, unit=4, started_at=command.started_at or case["last_finished_at"]
    )
    note_moment(tx, command.case_id, tx.at)
    return {"case_id": command.case_id, "pages": command.pages, **receipt}


def hold_identity(tx: Tx, command: HoldIdentity) -> dict[str, Any]:
    """Steps 5–6: an identity card is kept, a numbered note goes with the book."""
    the_open_case(tx, command.case_id, SOP)
    _place_is(tx, command.case_id, "outside")
    if tx.state("state_identity_holds").get(tx.service_point.code, command.note_no):
        raise Refused("note_is_free", N_("Note {no} is in use. Take another number."), no=command.note_no)
    if tx.fact_rows("SELECT 1 FROM identity_holds WHERE case_id = ?", command.case_id):
        raise Refused("identity_is_held_once", N_("An identity card is held for this photocopy already."))
    due_at = command.due_at or tx.at + timedelta(hours=tx.agency.desk_on(tx.today).identity_note_hours)
    if due_at <= tx.at:
        raise BadInput("note_ends_later", N_("The time to come back lies in the past."), field="due_at")
    copy_id = str(copy_by_number(tx, command.copy_no)["copy_id"]) if command.copy_no else None
    tx.insert(
        "identity_holds", case_id=command.case_id, note_no=command.note_no, document_kind=command.document_kind,
        copy_id=copy_id, due_at=due_at,
    )  # fmt: skip
    tx.insert("hold_identities", case_id=command.case_id, name=command.name, valuables=command.valuables)
    tx.state("state_identity_holds").put(
        {
            "service_point": tx.service_point.code, "note_no": command.note_no, "case_id": command.case_id,
            "name": command.name,
            "document_kind": command.document_kind, "held_at": tx.at, "due_at": due_at,
        }
    )  # fmt: skip
    record_event(tx, case_id=command.case_id, sop_code=SOP, unit=5, started_at=command.started_at)
    note_moment(tx, command.case_id, tx.at)
    return {"case_id": command.case_id, "note_no": command.note_no, "due_at": due_at.isoformat()}


def release_identity(tx: Tx, command: ReleaseIdentity) -> dict[str, Any]:
    """Step 7: note and book are back, the identity card goes back to its owner."""
    held = tx.state("state_identity_holds").get(tx.service_point.code, command.note_no)
    if held is None:
        raise Refused("note_is_in_use", N_("No identity card is held against note {no}."), no=command.note_no)
    if tx.at < held["held_at"]:
        raise BadInput(
            "release_follows_hold", N_("The time lies before the card was taken. Check the time."), field="occurred_at"
        )
    tx.insert("identity_releases", release_id=new_id(), case_id=held["case_id"])
    tx.state("state_identity_holds").delete(tx.service_point.code, command.note_no)
    record_event(tx, case_id=held["case_id"], sop_code=SOP, unit=7, started_at=command.started_at)
    note_moment(tx, held["case_id"], tx.at)
    return {"case_id": held["case_id"], "name": held["name"], "was_late": tx.at > held["due_at"]}


def _place_is(tx: Tx, case_id: str, place: str) -> None:
    if not tx.fact_rows("SELECT 1 FROM case_conditions WHERE case_id = ? AND condition = ?", case_id, f"copy_{place}"):
        raise Refused(
            "photocopy_takes_its_branch",
            N_("This photocopy was begun for the other place (inside or outside). Begin a new one."),
        )
