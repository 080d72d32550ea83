"""Charges, payments, receipts. Revenue is what was received, on the day it was received; cancelling is a reversing row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, rupiah
from warehouse.ids import new_id
from warehouse.operations.rows import Row
from warehouse.operations.transaction import Tx
from warehouse.records.models import ReceivePayment, ReversePayment, WaiveCharge
from warehouse.records.steps import note_moment, record_event

PAYMENT_UNIT = 6  # SOP return, steps 6–8: from the charge to the receipt


def receive_payment(tx: Tx, command: ReceivePayment) -> dict[str, Any]:
    """SOP return, steps 7–8: paid to the treasurer, receipt handed over. Receipt numbers per node and year have no gap."""
    charge = _open_charge(tx, command.charge_id)
    amount_idr = _amount_within(charge, command.amount_idr)
    payment_id, case_id = new_id(), _text(charge["case_id"])
    year, number = _next_receipt(tx)
    tx.insert(
        "payments", payment_id=payment_id, charge_id=command.charge_id, revenue_kind=charge["revenue_kind"], case_id=case_id,
        amount_idr=amount_idr, node=tx.node, receipt_year=year, receipt_no=number, method=command.method,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    left_idr = _lower(tx, charge, amount_idr)
    if case_id and charge["revenue_kind"] == "late_fine":
        record_event(
            tx,
            case_id=case_id,
            sop_code="return",
            unit=PAYMENT_UNIT,
            started_at=_payment_began(tx, charge, command.started_at),
        )
        note_moment(tx, case_id, tx.at)
    return {
        "payment_id": payment_id, "receipt_no": number, "receipt": receipt_text(tx.node, year, number),
        "amount_idr": amount_idr, "outstanding_idr": left_idr, "case_id": case_id,
    }  # fmt: skip


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
    charge_id = str(payment["charge_id"])
    tx.insert(
        "payment_reversals", reversal_id=new_id(), payment_id=command.payment_id, charge_id=charge_id,
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
    """A waiver by the head, with a reason; who charges may not waive (the roles see to it)."""
    charge = _open_charge(tx, command.charge_id)
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
