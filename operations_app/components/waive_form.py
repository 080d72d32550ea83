"""A head waives what somebody owes, whole or in part, with a reason."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.words import reason_name
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import rupiah, translator
from warehouse.records.lookups import open_charges
from warehouse.records.models import REASON_CODES

_ = translator("operations_app")


def waive_form(who: Visitor) -> None:
    """Every open charge of the agency; nothing where nothing is owed."""
    charges = {one.charge_id: one for one in open_charges(who.db, agency=who.agency.code)}
    if not charges:
        return
    names = {
        key: f"{one.member_name or '–'} ({one.member_no or '–'}), {rupiah(one.outstanding_idr)}"
        for key, one in charges.items()
    }
    form = turn("waive")
    form_shown(form)
    with st.container(border=True), st.form(form, border=False):
        pieces.show(pieces.heading(_("Waive a charge")))
        charge_id = st.selectbox(
            _("Charge"), list(names), format_func=names.__getitem__, index=None, key=f"charge:{form}",
            placeholder=_("Choose the charge"),
        )  # fmt: skip
        amount, kind = st.columns(2)
        amount_idr = amount.number_input(
            _("Amount in rupiah"), min_value=1, value=None, step=500, placeholder=_("all of it"), key=f"amount:{form}"
        )
        code = kind.selectbox(
            _("Kind of reason"), REASON_CODES, format_func=reason_name, key=f"code:{form}",
            index=REASON_CODES.index("other"),
        )  # fmt: skip
        reason = st.text_input(_("Reason"), max_chars=500, key=f"reason:{form}")
        if st.form_submit_button(_("Waive it"), type="primary"):
            if charge_id is None:
                st.error(_("Choose the charge"), icon=":material/error:")
                return
            outcome = send(
                who, form, "waive_charge", charge_id=charge_id, amount_idr=amount_idr, reason_code=code, reason=reason
            )
            if was_carried_out(outcome):
                next_turn("waive")
                say_after_rerun(_("Waived: {amount}", amount=rupiah(outcome.data["amount_idr"])))
                shell.rerun()
