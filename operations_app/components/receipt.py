"""A receipt as it is shown once money was received."""

from __future__ import annotations

from typing import Any

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
    return Html(
        f'<div class="p-receipt" role="status"><p>{name}</p><p class="no">{cell(receipt["receipt"])}</p>'
        f"<p><b>{cell(rupiah(receipt['amount_idr']))}</b> · {cell(local_datetime(receipt['at'], zone))}</p>"
        f"<p>{cell(left)}</p></div>"
    )
