"""Members and their data: registration, correction, blocking. Cards have a module of their own."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models import BlockMember, RegisterMember
from warehouse.records.models_building import UpdateMember
from warehouse.records.money import charge
from warehouse.records.open_cases import the_open_case
from warehouse.records.steps import note_moment, record_event

FORM_UNIT = 7  # SOP card, steps 7–8


def member_by_card(tx: Tx, member_no: str) -> Row:
    """The state row of a card; BadInput when no member has it, Refused when another agency's."""
    member = tx.kept_row("state_members", "SELECT * FROM state_members WHERE member_no = ?", member_no)
    if member is None:
        raise BadInput("card_is_known", N_("No member has the card number {no}."), field="member_no", no=member_no)
    if member["agency"] != tx.agency.code:
        raise Refused("same_agency", N_("The card or a copy belongs to another agency."))
    return member


def register_member(tx: Tx, command: RegisterMember) -> dict[str, Any]:
    """A new member. Names, address and numbers stay in member_identities; figures use the pseudonymous key."""
    if tx.row("SELECT 1 AS taken FROM state_members WHERE member_no = ?", command.member_no):
        raise Refused("card_number_is_free", N_("The card number {no} is taken."), no=command.member_no)
    if command.birth_date is not None and not date(1900, 1, 1) <= command.birth_date <= tx.today:
        raise BadInput("birth_date_is_possible", N_("The date of birth cannot be right."), field="birth_date")
    case = the_open_case(tx, command.case_id, "card") if command.case_id else None
    if case:
        _form_is_new(tx, case["case_id"])
    if not command.duplicate_confirmed:
        _is_new(tx, command)
    member_key = new_id()
    expires_on = command.expires_on or add_months(tx.today, tx.agency.terms_on(tx.today).card_valid_months)
    classes = {
        "member_type": command.member_type, "sex": command.sex,
        "birth_year": command.birth_date.year if command.birth_date else None,
        "occupation": command.occupation, "education": command.education, "region_code": command.region_code,
        "expires_on": expires_on, "is_blocked": False,
    }  # fmt: skip
    row_id = new_id()
    tx.insert("members", member_row_id=row_id, member_key=member_key, registered_on=tx.today, **classes)
    tx.insert(
        "member_identities",
        member_row_id=row_id, member_key=member_key, member_no=command.member_no, name=command.name,
        birth_date=command.birth_date, identity_no=command.identity_no, address=command.address, phone=command.phone,
    )  # fmt: skip
    tx.put(
        "state_members",
        {
            "member_no": command.member_no,
            "member_key": member_key,
            "name": command.name,
            "agency": tx.agency.code,
            **classes,
        },
    )
    if case:
        record_event(
            tx,
            case_id=case["case_id"],
            visit_id=case["visit_id"],
            sop_code="card",
            unit=FORM_UNIT,
            started_at=command.started_at,
        )
        note_moment(tx, case["case_id"], tx.at)
        if command.validated_by:
            tx.insert(
                "case_notes", note_id=new_id(), case_id=case["case_id"], about="validated_by", note=command.validated_by
            )
    fee_idr = tx.agency.tariff_on(tx.today).card_fee_idr if case else 0
    charge_id = charge(tx, "card_fee", fee_idr, case_id=command.case_id, member_key=member_key) if fee_idr else None
    return {
        "member_key": member_key, "member_no": command.member_no, "expires_on": expires_on.isoformat(),
        "case_id": command.case_id, "charge_id": charge_id, "fee_idr": fee_idr,
    }  # fmt: skip


def update_member(tx: Tx, command: UpdateMember) -> dict[str, Any]:
    """A correction of data; the rows before it stay. In a card renewal it is step 4."""
    member = member_by_card(tx, command.member_no)
    if command.birth_date is not None and not date(1900, 1, 1) <= command.birth_date <= tx.today:
        raise BadInput("birth_date_is_possible", N_("The date of birth cannot be right."), field="birth_date")
    classes = {name: getattr(command, name) for name in ("sex", "occupation", "education", "region_code")}
    if command.birth_date:
        classes["birth_year"] = command.birth_date.year
    known = {name: getattr(command, name) for name in ("name", "birth_date", "identity_no", "address", "phone")}
    classes, known = ({k: v for k, v in part.items() if v is not None} for part in (classes, known))
    if not classes and not known:
        raise BadInput(
            "something_is_corrected", N_("Nothing was changed. Fill in what is to be corrected."), field="name"
        )
    new_row(tx, str(member["member_key"]), classes, known)
    return {"member_key": str(member["member_key"]), "member_no": command.member_no}


def block_member(tx: Tx, command: BlockMember) -> dict[str, Any]:
    """Block or unblock a card: a new row of the member, with the reason kept at the desk."""
    member = member_by_card(tx, command.member_no)
    member_key = str(member["member_key"])
    if member["is_blocked"] == command.is_blocked:
        raise Refused("block_changes_something", N_("The card {no} is in that state already."), no=command.member_no)
    new_row(tx, member_key, {"is_blocked": command.is_blocked}, {"blocked_reason": command.reason})
    return {"member_key": member_key, "is_blocked": command.is_blocked}


def new_row(tx: Tx, member_key: str, classes: Row, known: Row) -> None:
    """The member's rows again, with what changed: `classes` are published, `known` stays at the desk."""
    last = tx.fact_rows("SELECT * FROM members WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key)[0]
    identity = tx.fact_rows(
        "SELECT * FROM member_identities WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key
    )[0]
    row_id = new_id()
    fixed = {"member_row_id": row_id, "member_key": member_key}
    ours = ("txid", "occurred_at", "agency", "service_point")
    tx.insert("members", **{**{k: v for k, v in last.items() if k not in ours}, **classes, **fixed})
    tx.insert("member_identities", **{**{k: v for k, v in identity.items() if k != "txid"}, **known, **fixed})
    state = {**classes, **({"name": known["name"]} if "name" in known else {})}
    for column, value in state.items():
        tx.change(STATE_CHANGES[column], value, member_key)


STATE_CHANGES = {
    name: f"UPDATE state_members SET {name} = ? WHERE member_key = ?"
    for name in ("name", "sex", "birth_year", "occupation", "education", "region_code", "expires_on", "is_blocked")
}


def _form_is_new(tx: Tx, case_id: str) -> None:
    """One form, one member: the desk beside may have entered it already."""
    known = tx.fact_rows("SELECT 1 FROM step_events e JOIN members m USING (txid) WHERE e.case_id = ? LIMIT 1", case_id)
    if known:
        raise Refused("form_is_entered_once", N_("This form has been entered already, perhaps at another desk."))


def _is_new(tx: Tx, command: RegisterMember) -> None:
    """SOP card, step 8: one person, one card. Found by identity number, or by name and date of birth."""
    found = tx.fact_rows(
        "SELECT i.member_no FROM member_identities i JOIN members m USING (member_row_id) WHERE m.agency = ?"
        " AND ((? IS NOT NULL AND i.identity_no = ?) OR (? IS NOT NULL AND i.birth_date = ? AND lower(i.name) = lower(?)))"
        " LIMIT 1",
        tx.agency.code, command.identity_no, command.identity_no, command.birth_date, command.birth_date, command.name,
    )  # fmt: skip
    if found:
        raise Refused(
            "member_is_new",
            N_("This person seems to hold card {no} already. Confirm if it is somebody else."),
            no=found[0]["member_no"],
        )


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = [31, 29 if _is_leap(day.year + year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
    return date(day.year + year, month + 1, min(day.day, last))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
