"""Receipts as they are shown once money was received, each with its paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from operations_app.components.paper_addresses import link, receipt_paper
from operations_app.components.pieces import cell, Html
from warehouse.i18n import local_datetime, rupiah, translator

_ = translator("operations_app")


def receipt_panel(receipt: dict[str, Any], zone: str) -> Html:
    """`receipt` is what receive_payment answered, with the moment it was given."""
    left = (
        _("{amount} is still owed.", amount=rupiah(receipt["outstanding_idr"]))
        if receipt["outstanding_idr"]
        else _("Paid in full.")
    )
    name = cell(_("Receipt"))
    paper = link(receipt_paper(receipt["payment_id"]), _("Print the receipt")).text if receipt.get("payment_id") else ""
    return Html(
        f'<div class="p-receipt" role="status"><p>{name}</p><p class="no">{cell(receipt["receipt"])}</p>'
        f"<p><b>{cell(rupiah(receipt['amount_idr']))}</b> · {cell(local_datetime(receipt['at'], zone))}</p>"
        f"<p>{cell(left)} {paper}</p></div>"
    )


def receipts_panel(receipts: Sequence[dict[str, Any]], zone: str) -> Html:
    """One receipt whole; several at once as a list with their sum."""
    if len(receipts) == 1:
        return receipt_panel(receipts[0], zone)
    total = rupiah(sum(one["amount_idr"] for one in receipts))
    words = _("Print")
    rows = "".join(
        f"<p><b>{cell(one['receipt'])}</b> · {cell(rupiah(one['amount_idr']))} "
        f"{link(receipt_paper(one['payment_id']), words).text}</p>"
        for one in receipts
    )
    heading = cell(_("{count} receipts, together {amount}", count=len(receipts), amount=total))
    return Html(f'<div class="p-receipt" role="status"><p class="no">{heading}</p>{rows}</div>')
