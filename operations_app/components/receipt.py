"""A receipt as it is shown once money was received."""

from __future__ import annotations

from typing import Any

import streamlit as st

from operations_app.components.pieces import cell
from warehouse.i18n import local_datetime, rupiah, translator

_ = translator("operations_app")


def show_receipt(receipt: dict[str, Any], zone: str) -> None:
    """`receipt` is what receive_payment answered, with the moment it was given."""
    left = (
        _("{amount} is still owed.", amount=rupiah(receipt["outstanding_idr"]))
        if receipt["outstanding_idr"]
        else _("Paid in full.")
    )
    st.html(
        f'<div class="p-receipt" role="status"><p>{cell(_("Receipt"))}</p><p class="no">{cell(receipt["receipt"])}</p>'
        f"<p><b>{cell(rupiah(receipt['amount_idr']))}</b> · {cell(local_datetime(receipt['at'], zone))}</p><p>{cell(left)}</p></div>"
    )
