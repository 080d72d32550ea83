"""What one member owes at the payments desk: received in full at a tap, in part, or all at once."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import was_carried_out
from operations_app.desk.revenue import kind_name, method_name, METHODS, Owed
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, send
from warehouse.i18n import local_datetime, number, rupiah, translator
from warehouse.records.lookups import OpenCharge

_ = translator("operations_app")

RECEIPTS = "last_receipts"
DOUBLE_CLICK = timedelta(seconds=1.5)


def owed_box(who: Visitor, owed: Owed) -> None:
    """Name, charges, and what to press; one line for one charge."""
    only = owed.charges[0] if len(owed.charges) == 1 else None
    with st.container(border=True, key=f"box:{owed.key}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_who(owed, _what(only, who.zone) if only else ""))
            method = _method(who, owed)
            if only:
                _buttons(who, only, method)
            elif who.may("receive_payment"):
                _together(who, owed, method)
        for charge in () if only else owed.charges:
            with st.container(horizontal=True, vertical_alignment="center", key=f"charge:{charge.charge_id}"):
                st.html(f'<span class="p-quiet">{_what(charge, who.zone)}</span>')
                _buttons(who, charge, method)


def _who(owed: Owed, what: str) -> str:
    below = f'<br><span class="p-quiet">{what}</span>' if what else ""
    return (
        f"<div><b>{pieces.cell(owed.member_name or '–')}</b> "
        f'<span class="p-chip">{pieces.cell(owed.member_no or "–")}</span>{below}</div>'
    )


def _what(charge: OpenCharge, zone: str) -> str:
    return pieces.cell(f"{kind_name(charge.revenue_kind)} · {local_datetime(charge.charged_at, zone, 'short')}")


def _method(who: Visitor, owed: Owed) -> str:
    if not who.may("receive_payment"):
        return METHODS[0]
    return st.selectbox(
        _("Method"), METHODS, format_func=method_name, key=f"method:{owed.key}", label_visibility="collapsed", width=104
    )


def _together(who: Visitor, owed: Owed, method: str) -> None:
    """All charges of the member one after the other: a receipt for each."""
    label = _("Receive all: {amount}", amount=rupiah(owed.outstanding_idr))
    words = _("{count} receipts", count=number(len(owed.charges)))
    if st.button(label, key=f"all:{owed.key}", help=words):
        _receive(who, [(charge, None) for charge in owed.charges], method)


def _buttons(who: Visitor, charge: OpenCharge, method: str) -> None:
    if not who.may("receive_payment"):
        st.html(f'<div style="text-align:right"><b>{pieces.cell(rupiah(charge.outstanding_idr))}</b></div>')
        return
    form = f"receive:{charge.charge_id}"
    form_shown(form)
    with st.popover(_("In part"), key=f"part:{charge.charge_id}"):
        _part(who, charge, method)
    if st.button(_("Receive {amount}", amount=rupiah(charge.outstanding_idr)), type="primary", key=f"button:{form}"):
        _receive(who, [(charge, None)], method)


def _part(who: Visitor, charge: OpenCharge, method: str) -> None:
    with st.form(f"part_form:{charge.charge_id}:{charge.outstanding_idr}", border=False):
        amount_idr = st.number_input(
            _("Amount in rupiah"), value=None, step=500, key=f"amount:{charge.charge_id}:{charge.outstanding_idr}",
            placeholder=_("less than {amount}", amount=rupiah(charge.outstanding_idr)),
        )  # fmt: skip
        if st.form_submit_button(_("Receive this part"), type="primary"):
            if amount_idr is None:
                st.error(_("How much is paid?"), icon=":material/error:")
            else:
                _receive(who, [(charge, amount_idr)], method)


def _receive(who: Visitor, parts: list[tuple[OpenCharge, int | None]], method: str) -> None:
    last = st.session_state.get(RECEIPTS)
    if last and who.now() - last[0]["at"] < DOUBLE_CLICK:
        return  # the list has moved up under the pointer: the second click of a double click is not for the next member
    received = []
    for charge, amount_idr in parts:
        outcome = send(
            who, f"receive:{charge.charge_id}", "receive_payment", charge_id=charge.charge_id, amount_idr=amount_idr,
            method=method,
        )  # fmt: skip
        if not was_carried_out(outcome):
            break
        received.append({**outcome.data, "at": who.now()})
    if received:
        st.session_state[RECEIPTS] = received
    if len(received) == len(parts):
        shell.rerun()
