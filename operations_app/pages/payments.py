"""Payments: what is owed at this agency, received by the treasurer with a receipt (SOP return, steps 7–8).

A head sees the same list, and waives a charge with a reason; who receives money does not waive it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once
from operations_app.components.receipt import receipt_panel
from operations_app.components.waive_form import waive_form
from operations_app.desk.revenue import kind_name, receipt_text
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, send
from warehouse.errors import Refused
from warehouse.i18n import local_datetime, local_time, number, rupiah, translator
from warehouse.records.lookups import open_charges, OpenCharge, recent_payments
from warehouse.records.money import kinds_taken_by

_ = translator("operations_app")

REFRESH_S = 5
SHOWN_MAX = 30
METHODS = ("cash", "qris", "transfer")
RECEIPT = "last_receipt"
DOUBLE_CLICK = timedelta(seconds=1.5)


def show() -> None:
    st.title(_("Payments"))
    pieces.lead(_("The receipt number is given when the money is received. Numbers run without a gap."))
    _desk()


@shell.fragment(run_every=REFRESH_S)
def _desk() -> None:
    who = shell.visitor()
    left, right = st.columns([3, 2], gap="large")
    with left:
        _owed(who)
    with right:
        if receipt := st.session_state.get(RECEIPT):
            pieces.show(receipt_panel(receipt, who.zone))
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
    listed = [
        charge
        for charge in open_charges(who.db, agency=who.agency.code)
        if _matches(charge, wanted) and (charge.revenue_kind in taken or who.may("waive_charge"))
    ]
    listed.sort(key=lambda charge: charge.charged_at, reverse=True)
    st.subheader(_("Owed: {count}", count=number(len(listed))))
    if not listed:
        pieces.empty(_("Nothing is owed.") if not wanted else _("Nobody of this name owes anything."))
    for charge in listed[:SHOWN_MAX]:
        _charge(who, charge)
    if len(listed) > SHOWN_MAX:
        st.caption(_("{count} more; find them by name or card number.", count=number(len(listed) - SHOWN_MAX)))


def _matches(charge: OpenCharge, wanted: str) -> bool:
    words = wanted.casefold().split()
    text = f"{charge.member_name or ''} {charge.member_no or ''}".casefold()
    return all(word in text for word in words)


def _charge(who: Visitor, charge: OpenCharge) -> None:
    form = f"receive:{charge.charge_id}"
    form_shown(form)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"box:{charge.charge_id}"):
        st.html(
            f"<div><b>{pieces.cell(charge.member_name or '–')}</b> "
            f'<span class="p-chip">{pieces.cell(charge.member_no or "–")}</span>'
            f'<br><span style="color:#4d606d;font-size:14px">{pieces.cell(kind_name(charge.revenue_kind))} · '
            f"{pieces.cell(local_datetime(charge.charged_at, who.zone, 'short'))}</span></div>"
        )
        if not who.may("receive_payment"):
            st.html(f'<div style="text-align:right"><b>{pieces.cell(rupiah(charge.outstanding_idr))}</b></div>')
            return
        method = st.selectbox(
            _("Method"),
            METHODS,
            format_func=_method_name,
            key=f"method:{form}",
            label_visibility="collapsed",
            width=120,
        )
        if st.button(
            _("Receive {amount}", amount=rupiah(charge.outstanding_idr)), type="primary", key=f"button:{form}"
        ):
            _receive(who, charge, form, method)


def _receive(who: Visitor, charge: OpenCharge, form: str, method: str) -> None:
    last = st.session_state.get(RECEIPT)
    if last and who.now() - last["at"] < DOUBLE_CLICK:
        return  # the list has moved up under the pointer: the second click of a double click is not for the next member
    outcome = send(who, form, "receive_payment", charge_id=charge.charge_id, method=method)
    if isinstance(outcome, Refused):
        st.error(outcome.sentence(), icon=":material/error:")
        return
    st.session_state[RECEIPT] = {**outcome.data, "at": who.now()}
    shell.rerun()


def _received(who: Visitor) -> None:
    st.subheader(_("Received today"))
    listed = recent_payments(who.db, who.point.code, who.now())
    if not listed:
        pieces.empty(_("No receipt yet today."))
        return
    pieces.show(
        pieces.table(
            (_("Receipt"), _("Time"), _("Amount")),
            (
                (
                    pieces.with_sub(receipt_text(row), row["member_name"] or kind_name(row["revenue_kind"])),
                    local_time(row["occurred_at"], who.zone),
                    pieces.chip(_("reversed"), "red") if row["is_reversed"] else rupiah(row["amount_idr"]),
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
    form_shown("reverse")
    with (
        st.expander(_("A receipt was given by mistake")),
        st.form("reverse", border=False, clear_on_submit=True),
    ):
        payment_id = st.selectbox(_("Receipt"), list(standing), format_func=standing.__getitem__)
        reason = st.text_input(_("Reason"), max_chars=200)
        if st.form_submit_button(_("Cancel the receipt")):
            outcome = send(who, "reverse", "reverse_payment", payment_id=payment_id, reason=reason)
            if isinstance(outcome, Refused):
                st.error(outcome.sentence(), icon=":material/error:")
            else:
                st.session_state.pop(RECEIPT, None)
                shell.rerun()


def _method_name(method: str) -> str:
    return {"cash": _("Cash"), "qris": "QRIS", "transfer": _("Transfer")}[method]
