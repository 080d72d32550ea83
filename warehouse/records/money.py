"""Charges, payments, receipts. Revenue is what was received, on the day it was received; cancelling is a reversing row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from warehouse.errors import BadInput, NotAllowed, Refused
from warehouse.i18n import N_, rupiah
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models import ReceivePayment, ReversePayment, WaiveCharge
from warehouse.records.open_cases import version_of
from warehouse.records.steps import note_moment, record_event
from warehouse.records.treasury import day_is_closed

CASHIERS = {
    "card_fee": frozenset({"treasurer", "membership_officer"}),
    "form": frozenset({"treasurer", "membership_officer"}),
    "photocopy": frozenset({"treasurer", "photocopy_staff"}),
    "late_fine": frozenset({"treasurer"}),
}
"""Who takes money for what: SOP return, step 7 (treasurer); SOP card, step 9, and card renewal, step 5 (librarian)."""


def kinds_taken_by(roles: Iterable[str]) -> frozenset[str]:
    """The revenue kinds that an account with these roles receives."""
    return frozenset(kind for kind, cashiers in CASHIERS.items() if cashiers & set(roles))


def receive_payment(tx: Tx, command: ReceivePayment) -> dict[str, Any]:
    """Paid, receipt handed over (SOP return 7–8, card 9, card renewal 5). Receipt numbers per node and year have no gap."""
    owed = _open_charge(tx, command.charge_id)
    if not tx.actor.has_any(CASHIERS[owed["revenue_kind"]]):
        raise NotAllowed("cashier_may_take_this_kind", N_("This charge is paid at another desk."))
    receipt = pay(tx, command.charge_id, _amount_within(owed, command.amount_idr), command.method)
    if owed["case_id"]:
        _complete_payment(tx, owed)
    return receipt


def charge(
    tx: Tx,
    revenue_kind: str,
    amount_idr: int,
    *,
    case_id: str | None,
    member_key: str | None,
    loan_id: str | None = None,
) -> str:
    """A charge, open until it is paid or waived; returns its id."""
    charge_id = new_id()
    tx.insert(
        "charges", charge_id=charge_id, revenue_kind=revenue_kind, case_id=case_id, loan_id=loan_id, member_key=member_key,
        amount_idr=amount_idr, staff_key=tx.actor.staff_key,
    )  # fmt: skip
    tx.state("state_open_charges").put(
        {
            "charge_id": charge_id, "agency": tx.agency.code, "revenue_kind": revenue_kind, "case_id": case_id,
            "member_key": member_key, "charged_at": tx.at, "amount_idr": amount_idr, "outstanding_idr": amount_idr,
        }
    )  # fmt: skip
    return charge_id


def pay(tx: Tx, charge_id: str, amount_idr: int, method: str) -> dict[str, Any]:
    """The payment row and its receipt. Refused on a day whose cash has been counted."""
    if day_is_closed(tx, tx.today):
        raise Refused(
            "day_is_open", N_("Today's cash has been counted and closed. Receive it on the next working day.")
        )
    owed = tx.state("state_open_charges").get(charge_id)
    assert owed is not None
    payment_id, case_id = new_id(), owed["case_id"]
    year, number = _next_receipt(tx)
    tx.insert(
        "payments", payment_id=payment_id, charge_id=charge_id, revenue_kind=owed["revenue_kind"], case_id=case_id,
        amount_idr=amount_idr, node=tx.node, receipt_year=year, receipt_no=number, method=method,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    _undeposited(tx, payment_id, payment_id, None, owed["revenue_kind"], amount_idr)
    return {
        "payment_id": payment_id, "receipt_no": number, "receipt": receipt_text(tx.node, year, number),
        "amount_idr": amount_idr, "outstanding_idr": _lower(tx, owed, amount_idr), "case_id": case_id,
    }  # fmt: skip


def _complete_payment(tx: Tx, owed: Row) -> None:
    """The unit of the charge's case that a payment completes."""
    case = tx.fact_rows("SELECT sop_code, occurred_at AS opened_at FROM cases WHERE case_id = ?", owed["case_id"])[0]
    for unit in version_of(tx, case["sop_code"], case["opened_at"]).units_completed_by("receive_payment"):
        record_event(
            tx, case_id=owed["case_id"], sop_code=case["sop_code"], unit=unit.position,
            started_at=_payment_began(tx, owed, tx.command.started_at),
        )  # fmt: skip
        note_moment(tx, owed["case_id"], tx.at)


def _undeposited(
    tx: Tx, entry_id: str, payment_id: str, reversal_id: str | None, revenue_kind: str, amount_idr: int
) -> None:
    tx.state("state_undeposited").put(
        {
            "entry_id": entry_id, "agency": tx.agency.code, "service_point": tx.service_point.code, "payment_id": payment_id,
            "reversal_id": reversal_id, "revenue_kind": revenue_kind, "amount_idr": amount_idr, "received_at": tx.at,
        }
    )  # fmt: skip


def reverse_payment(tx: Tx, command: ReversePayment) -> dict[str, Any]:
    """A payment is reversed whole, on the day it is reversed; the charge is owed again. The receipt number stays used."""
    found = tx.fact_rows(
        "SELECT p.*, c.member_key, c.occurred_at AS charged_at, c.amount_idr AS charged_idr"
        " FROM payments p JOIN charges c USING (charge_id) WHERE p.payment_id = ?",
        command.payment_id,
    )
    if not found or found[0]["agency"] != tx.agency.code:
        raise Refused("payment_is_on_record", N_("There is no such payment."))
    payment = found[0]
    if tx.fact_rows("SELECT 1 FROM payment_reversals WHERE payment_id = ?", command.payment_id):
        raise Refused("payment_is_reversed_once", N_("This payment has been reversed already."))
    if tx.at < payment["occurred_at"]:
        raise BadInput(
            "reversal_follows_payment", N_("The reversal lies before the payment. Check the time."), field="occurred_at"
        )
    if day_is_closed(tx, tx.today):
        raise Refused(
            "day_is_open", N_("Today's cash has been counted and closed. Receive it on the next working day.")
        )
    charge_id, reversal_id = str(payment["charge_id"]), new_id()
    _undeposited(tx, reversal_id, command.payment_id, reversal_id, payment["revenue_kind"], -payment["amount_idr"])
    tx.insert(
        "payment_reversals", reversal_id=reversal_id, payment_id=command.payment_id, charge_id=charge_id,
        revenue_kind=payment["revenue_kind"], amount_idr=payment["amount_idr"], reason_code=command.reason_code,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    if payment["case_id"]:
        tx.insert(
            "case_notes",
            note_id=new_id(),
            case_id=str(payment["case_id"]),
            about="reverse_payment",
            note=command.reason,
        )
    still = tx.state("state_open_charges").get(charge_id)
    if still:
        owed = still["outstanding_idr"] + payment["amount_idr"]
        tx.state("state_open_charges").update(charge_id, outstanding_idr=owed)
    else:
        owed = payment["amount_idr"]
        tx.state("state_open_charges").put(
            {
                "charge_id": charge_id, "agency": payment["agency"], "revenue_kind": payment["revenue_kind"],
                "case_id": _text(payment["case_id"]), "member_key": _text(payment["member_key"]),
                "charged_at": payment["charged_at"], "amount_idr": payment["charged_idr"], "outstanding_idr": owed,
            },
        )  # fmt: skip
    return {"payment_id": command.payment_id, "charge_id": charge_id, "outstanding_idr": owed}


def waive_charge(tx: Tx, command: WaiveCharge) -> dict[str, Any]:
    """A waiver by the head, with a reason; who charged may not waive, whatever roles the account holds."""
    charge = _open_charge(tx, command.charge_id)
    charged_by = tx.fact_rows("SELECT staff_key FROM charges WHERE charge_id = ?", command.charge_id)[0]["staff_key"]
    if charged_by is not None and str(charged_by) == tx.actor.staff_key:
        raise NotAllowed("who_charges_may_not_waive", N_("Whoever made the charge may not waive it. Ask another head."))
    amount_idr = _amount_within(charge, command.amount_idr)
    tx.insert(
        "waivers", waiver_id=new_id(), charge_id=command.charge_id, revenue_kind=charge["revenue_kind"],
        amount_idr=amount_idr, reason_code=command.reason_code, staff_key=tx.actor.staff_key,
    )  # fmt: skip
    if charge["case_id"]:
        tx.insert(
            "case_notes", note_id=new_id(), case_id=str(charge["case_id"]), about="waive_charge", note=command.reason
        )
    return {"charge_id": command.charge_id, "amount_idr": amount_idr, "outstanding_idr": _lower(tx, charge, amount_idr)}


def receipt_text(node: str, year: int, number: int) -> str:
    """The receipt number as printed: node/year/number."""
    return f"{node}/{year}/{number:06d}"


def _open_charge(tx: Tx, charge_id: str) -> Row:
    charge = tx.state("state_open_charges").get(charge_id)
    if charge is None or charge["agency"] != tx.agency.code:
        raise Refused("charge_is_open", N_("There is no such open charge; it may have been paid already."))
    if tx.at < charge["charged_at"]:
        raise BadInput(
            "payment_follows_charge", N_("The time lies before the charge. Check the time."), field="occurred_at"
        )
    return charge


def _amount_within(charge: Row, amount_idr: int | None) -> int:
    outstanding: int = charge["outstanding_idr"]
    if amount_idr is None:
        return outstanding
    if amount_idr > outstanding:
        raise BadInput(
            "amount_is_owed", N_("Only {outstanding} is owed."), field="amount_idr", outstanding=rupiah(outstanding)
        )
    return amount_idr


def _lower(tx: Tx, charge: Row, amount_idr: int) -> int:
    left: int = charge["outstanding_idr"] - amount_idr
    if left:
        tx.state("state_open_charges").update(charge["charge_id"], outstanding_idr=left)
    else:
        tx.state("state_open_charges").delete(charge["charge_id"])
    return left


def _next_receipt(tx: Tx) -> tuple[int, int]:
    year = tx.today.year
    last = tx.state("state_receipt_numbers").get(tx.node, year)
    number = last["last_no"] + 1 if last else 1
    tx.state("state_receipt_numbers").put({"node": tx.node, "receipt_year": year, "last_no": number})
    return year, number


def _payment_began(tx: Tx, charge: Row, started_at: datetime | None) -> datetime | None:
    """The charge itself when it is paid the same day (SOP return, step 6 begins there); later, when the payment began."""
    same_day = charge["charged_at"].astimezone(tx.agency.zone).date() == tx.today
    began: datetime | None = charge["charged_at"] if same_day else started_at
    return began


def _text(value: object) -> str | None:
    return None if value is None else str(value)
