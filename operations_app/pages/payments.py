"""Payments: what is owed at this agency, received by the treasurer with a receipt (SOP return, steps 7–8).

A head sees the same list, and waives a charge with a reason; who receives money does not waive it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once, was_carried_out
from operations_app.components.owed import owed_box, RECEIPTS
from operations_app.components.paper_addresses import link, receipt_paper
from operations_app.components.receipt import receipts_panel
from operations_app.components.waive_form import waive_form
from operations_app.desk.revenue import kind_name, owed_by_member, receipt_text
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import local_time, number, rupiah, translator
from warehouse.records.lookups import open_charges, recent_payments
from warehouse.records.money import kinds_taken_by

_ = translator("operations_app")

REFRESH_S = 5
SHOWN_MAX = 20


def show() -> None:
    st.title(_("Payments"))
    pieces.lead(_("The receipt number is given when the money is received. Numbers run without a gap."))
    _desk()


@shell.fragment(run_every=REFRESH_S)
def _desk() -> None:
    who = shell.visitor()
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _owed(who)
    with right:
        if receipts := st.session_state.get(RECEIPTS):
            pieces.show(receipts_panel(receipts, who.zone))
        if who.may("waive_charge"):
            say_once()
            waive_form(who)
        _received(who)


def _owed(who: Visitor) -> None:
    wanted = st.text_input(
        _("Find a member"),
        key="find_charge",
        placeholder=_("Name or card number"),
        icon=":material/search:",
        max_chars=60,
    )
    taken = kinds_taken_by(who.session.roles)
    charges = [
        charge
        for charge in open_charges(who.db, agency=who.agency.code)
        if charge.revenue_kind in taken or who.may("waive_charge")
    ]
    listed = owed_by_member(charges, wanted)
    st.header(_("Owed: {count}", count=number(sum(len(one.charges) for one in listed))))
    if not listed:
        pieces.empty(_("Nothing is owed.") if not wanted else _("Nobody of this name owes anything."))
    for owed in listed[:SHOWN_MAX]:
        owed_box(who, owed)
    if len(listed) > SHOWN_MAX:
        st.caption(_("{count} more; find them by name or card number.", count=number(len(listed) - SHOWN_MAX)))


def _received(who: Visitor) -> None:
    st.header(_("Received today"))
    listed = recent_payments(who.db, who.point.code, who.now())
    if not listed:
        pieces.empty(_("No receipt yet today."))
        return
    pieces.show(
        pieces.table(
            (_("Receipt"), _("Time"), _("Amount"), ""),
            (
                (
                    pieces.with_sub(receipt_text(row), row["member_name"] or kind_name(row["revenue_kind"])),
                    local_time(row["occurred_at"], who.zone),
                    pieces.chip(_("reversed"), "red") if row["is_reversed"] else rupiah(row["amount_idr"]),
                    link(receipt_paper(str(row["payment_id"])), _("Print")),
                )
                for row in listed
            ),
            right=(2,),
        )
    )
    _reverse(who, listed)


def _reverse(who: Visitor, listed: list[dict[str, Any]]) -> None:
    """A receipt given by mistake: reversed whole, on the day it is reversed; its number stays used."""
    standing = {str(row["payment_id"]): receipt_text(row) for row in listed if not row["is_reversed"]}
    if not standing or not who.may("reverse_payment"):
        return
    form = turn("reverse")
    form_shown(form)
    with st.expander(_("A receipt was given by mistake")), st.form(form, border=False):
        payment_id = st.selectbox(_("Receipt"), list(standing), format_func=standing.__getitem__, key=f"receipt:{form}")
        reason = st.text_input(_("Reason"), max_chars=200, key=f"reason:{form}")
        if st.form_submit_button(_("Cancel the receipt")):
            outcome = send(who, form, "reverse_payment", payment_id=payment_id, reason=reason)
            if was_carried_out(outcome):
                next_turn("reverse")
                st.session_state.pop(RECEIPTS, None)
                shell.rerun()
