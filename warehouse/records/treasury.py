"""The treasurer's day: cash count, and the deposit slip (STS) that takes receipts to the regional treasury."""

from __future__ import annotations

from typing import Any

from warehouse.clock import local_day
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, rupiah
from warehouse.ids import new_id
from warehouse.operations.transaction import Tx
from warehouse.records.models_building import CloseDay, DepositRevenue


def close_day(tx: Tx, command: CloseDay) -> dict[str, Any]:
    """Count the cash of a day. What was expected is what that local day's receipts in cash say, less what was reversed."""
    if command.closed_on > tx.today:
        raise BadInput("day_has_come", N_("The day lies in the future."), field="closed_on")
    if day_is_closed(tx, command.closed_on):
        raise Refused("day_is_closed_once", N_("This day has been closed already."))
    expected_idr = _cash_on(tx, command)
    difference_idr = command.counted_idr - expected_idr
    if difference_idr and not command.explanation:
        raise BadInput(
            "difference_is_explained",
            N_("Counted and expected differ by {difference} (expected {expected}). Explain the difference."),
            field="explanation", difference=rupiah(difference_idr), expected=rupiah(expected_idr),
        )  # fmt: skip
    closing_id = new_id()
    tx.insert(
        "day_closings", closing_id=closing_id, closed_on=command.closed_on, expected_idr=expected_idr,
        counted_idr=command.counted_idr, difference_idr=difference_idr, staff_key=tx.actor.staff_key,
    )  # fmt: skip
    if command.explanation:
        tx.insert("closing_explanations", closing_id=closing_id, explanation=command.explanation)
    return {"closing_id": closing_id, "expected_idr": expected_idr, "difference_idr": difference_idr}


def deposit_revenue(tx: Tx, command: DepositRevenue) -> dict[str, Any]:
    """Everything received here and not yet deposited goes on one slip; reversals of deposited receipts are netted."""
    if command.deposited_on > tx.today:
        raise BadInput("day_has_come", N_("The day lies in the future."), field="deposited_on")
    if tx.fact_rows("SELECT 1 FROM deposits WHERE slip_no = ? AND agency = ?", command.slip_no, tx.agency.code):
        raise Refused("slip_number_is_free", N_("The slip number {no} is taken."), no=command.slip_no)
    until = command.received_until or tx.today
    entries = [
        entry
        for entry in tx.state("state_undeposited").by("service_point", tx.service_point.code)
        if local_day(entry["received_at"], tx.agency.timezone) <= until
    ]
    amount_idr = sum(entry["amount_idr"] for entry in entries)
    if not entries or amount_idr <= 0:
        raise Refused("something_is_to_be_deposited", N_("Nothing is to be deposited up to that day."))
    last_received = max(local_day(entry["received_at"], tx.agency.timezone) for entry in entries)
    if command.deposited_on < last_received:
        raise BadInput(
            "deposit_follows_receipts", N_("The slip is dated before a receipt it takes along."), field="deposited_on"
        )
    deposit_id = new_id()
    tx.insert(
        "deposits", deposit_id=deposit_id, slip_no=command.slip_no, deposited_on=command.deposited_on, amount_idr=amount_idr,
        staff_key=tx.actor.staff_key,
    )  # fmt: skip
    for entry in entries:
        tx.insert(
            "deposit_lines", line_id=new_id(), deposit_id=deposit_id, payment_id=entry["payment_id"],
            reversal_id=entry["reversal_id"], revenue_kind=entry["revenue_kind"], amount_idr=entry["amount_idr"],
        )  # fmt: skip
        tx.state("state_undeposited").delete(entry["entry_id"])
    return {"deposit_id": deposit_id, "slip_no": command.slip_no, "amount_idr": amount_idr, "receipts": len(entries)}


def day_is_closed(tx: Tx, day: object) -> bool:
    """Whether the cash of that local day has been counted here."""
    return bool(
        tx.fact_rows("SELECT 1 FROM day_closings WHERE service_point = ? AND closed_on = ?", tx.service_point.code, day)
    )


def _cash_on(tx: Tx, command: CloseDay) -> int:
    """Cash of that local day: received in cash, less what was given back. QRIS and transfers lie in no drawer."""
    row = tx.fact_rows(
        "SELECT (SELECT coalesce(sum(amount_idr), 0) FROM payments WHERE service_point = $1 AND method = 'cash'"
        " AND timezone($2, occurred_at)::DATE = $3)"
        " - (SELECT coalesce(sum(r.amount_idr), 0) FROM payment_reversals r JOIN payments p USING (payment_id)"
        " WHERE r.service_point = $1 AND p.method = 'cash' AND timezone($2, r.occurred_at)::DATE = $3) AS cash_idr",
        tx.service_point.code, tx.agency.timezone, command.closed_on,
    )  # fmt: skip
    return int(row[0]["cash_idr"])
