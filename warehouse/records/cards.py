"""Cards: form sold, card renewed, card printed (SOP card and SOP card renewal)."""

from __future__ import annotations

from typing import Any

from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.lockers import existing_number
from warehouse.records.membership import add_months, member_by_card, new_row
from warehouse.records.models_building import PrintCard, RenewCard, SellForm, SetMemberPhoto
from warehouse.records.money import charge, pay
from warehouse.records.open_cases import close, open_case, the_open_case, version_of
from warehouse.records.presence import present_visit
from warehouse.records.steps import note_moment, record_event

SALE_UNIT = 4  # SOP card, steps 4–5
VALIDATION_UNIT = 4  # SOP card renewal, step 4


def sell_form(tx: Tx, command: SellForm) -> dict[str, Any]:
    """SOP card, steps 4–5: the candidate buys the form and gets it; the case waits while authorities sign (step 6)."""
    visit_id = command.visit_id
    if command.locker_no and not visit_id:
        bag = tx.state("state_lockers").get(tx.service_point.code, existing_number(tx, command.locker_no))
        visit_id = bag["visit_id"] if bag else None
    case_id = open_case(tx, "card", visit_id=visit_id)
    tx.insert("case_notes", note_id=new_id(), case_id=case_id, about="candidate", note=command.name)
    fee_idr = tx.agency.tariff_on(tx.today).form_fee_idr
    receipt: dict[str, Any] = {"amount_idr": 0}
    if fee_idr:
        receipt = pay(tx, charge(tx, "form", fee_idr, case_id=case_id, member_key=None), fee_idr, command.method)
    record_event(tx, case_id=case_id, visit_id=visit_id, sop_code="card", unit=SALE_UNIT, started_at=command.started_at)
    note_moment(tx, case_id, tx.at)
    return {**receipt, "case_id": case_id}


def renew_card(tx: Tx, command: RenewCard) -> dict[str, Any]:
    """SOP card renewal, step 4: data confirmed, validity prolonged from today or from its end, fee charged."""
    member = member_by_card(tx, command.member_no)
    if member["is_blocked"]:
        raise Refused("card_is_not_blocked", N_("This card is blocked. Send the member to the membership desk."))
    member_key, terms = str(member["member_key"]), tx.agency.terms_on(tx.today)
    if any(
        charge_["revenue_kind"] == "card_fee" for charge_ in tx.state("state_open_charges").by("member_key", member_key)
    ):
        raise Refused("renewal_is_paid_first", N_("The last card fee is unpaid. Receive it before renewing again."))
    visit_id = present_visit(tx, member_key)
    case_id = open_case(tx, "card_renewal", visit_id=visit_id, member_key=member_key)
    expires_on = add_months(max(tx.today, member["expires_on"]), terms.card_valid_months)
    new_row(tx, member_key, {"expires_on": expires_on}, {})
    record_event(
        tx,
        case_id=case_id,
        visit_id=visit_id,
        sop_code="card_renewal",
        unit=VALIDATION_UNIT,
        started_at=command.started_at,
    )
    note_moment(tx, case_id, tx.at)
    fee_idr = tx.agency.tariff_on(tx.today).card_fee_idr
    charge_id = charge(tx, "card_fee", fee_idr, case_id=case_id, member_key=member_key) if fee_idr else None
    return {"case_id": case_id, "expires_on": expires_on.isoformat(), "charge_id": charge_id, "fee_idr": fee_idr}


def set_member_photo(tx: Tx, command: SetMemberPhoto) -> dict[str, Any]:
    """SOP card, step 10: the last photo taken is the member's; earlier ones stay on record."""
    member_key = str(member_by_card(tx, command.member_no)["member_key"])
    tx.insert("member_photos", photo_id=new_id(), member_key=member_key, sha256=command.sha256)
    return {"member_key": member_key, "member_no": command.member_no}


def print_card(tx: Tx, command: PrintCard) -> dict[str, Any]:
    """SOP card, step 10; card renewal, step 6: printed and handed over, the case ends. A card printed again has no case."""
    member = member_by_card(tx, command.member_no)
    member_key = str(member["member_key"])
    unpaid = [c for c in tx.state("state_open_charges").by("member_key", member_key) if c["revenue_kind"] == "card_fee"]
    if unpaid:
        raise Refused("card_fee_is_paid", N_("The card fee is unpaid. Receive it first (SOP card, step 9)."))
    case = the_open_case(tx, command.case_id) if command.case_id else None
    if case:
        _is_of(tx, case, member_key)
    tx.insert("card_prints", print_id=new_id(), case_id=command.case_id, member_key=member_key)
    if case:
        for unit in version_of(tx, case["sop_code"], case["opened_at"]).units_completed_by("print_card"):
            record_event(
                tx, case_id=case["case_id"], visit_id=case["visit_id"], sop_code=case["sop_code"], unit=unit.position,
                started_at=command.started_at or case["last_finished_at"],
            )  # fmt: skip
        close(tx, case)
    return {"member_key": member_key, "member_no": command.member_no, "case_id": command.case_id}


def _is_of(tx: Tx, case: Row, member_key: str) -> None:
    """The case is this member's: of the renewal, or of the registration whose fee was charged to the card."""
    charged = tx.fact_rows(
        "SELECT DISTINCT member_key FROM charges WHERE case_id = ? AND member_key IS NOT NULL", case["case_id"]
    )
    owners = {case["member_key"], *(str(row["member_key"]) for row in charged)} - {None}
    if case["sop_code"] not in ("card", "card_renewal") or (owners and member_key not in owners):
        raise Refused("case_is_the_members", N_("This case belongs to another member, or to another service."))
