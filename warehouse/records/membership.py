"""Members and their cards."""

from __future__ import annotations

from datetime import date
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models import BlockMember, RegisterMember


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
    member_key = new_id()
    expires_on = command.expires_on or _add_months(tx.today, tx.agency.terms_on(tx.today).card_valid_months)
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
    return {"member_key": member_key, "member_no": command.member_no, "expires_on": expires_on.isoformat()}


def block_member(tx: Tx, command: BlockMember) -> dict[str, Any]:
    """Block or unblock a card: a new row of the member, with the reason kept at the desk."""
    member = member_by_card(tx, command.member_no)
    member_key = str(member["member_key"])
    if member["is_blocked"] == command.is_blocked:
        raise Refused("block_changes_something", N_("The card {no} is in that state already."), no=command.member_no)
    last = tx.fact_rows("SELECT * FROM members WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key)[0]
    identity = tx.fact_rows(
        "SELECT * FROM member_identities WHERE member_key = ? ORDER BY txid DESC LIMIT 1", member_key
    )[0]
    row_id = new_id()
    kept = ("member_type", "sex", "birth_year", "occupation", "education", "region_code", "registered_on", "expires_on")
    tx.insert(
        "members", member_row_id=row_id, member_key=member_key, is_blocked=command.is_blocked,
        **{name: last[name] for name in kept},
    )  # fmt: skip
    known = ("member_no", "name", "birth_date", "identity_no", "address", "phone", "email")
    tx.insert(
        "member_identities", member_row_id=row_id, member_key=member_key, blocked_reason=command.reason,
        **{name: identity[name] for name in known},
    )  # fmt: skip
    tx.change("UPDATE state_members SET is_blocked = ? WHERE member_no = ?", command.is_blocked, command.member_no)
    return {"member_key": member_key, "is_blocked": command.is_blocked}


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = [31, 29 if _is_leap(day.year + year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
    return date(day.year + year, month + 1, min(day.day, last))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
