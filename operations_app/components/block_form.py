"""A card is blocked, or opened again, with a reason."""

from __future__ import annotations

import streamlit as st

from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.members import FoundMember
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.i18n import translator

_ = translator("operations_app")


def block_form(who: Visitor, found: list[FoundMember]) -> None:
    """For one of the members found; which way depends on how the card stands."""
    cards = {one.member_no: one for one in found}
    member_no = st.selectbox(
        _("Card"), list(cards), format_func=lambda one: f"{cards[one].name} ({one})",
        index=0 if len(cards) == 1 else None, placeholder=_("Choose the card"), key="block_card",
    )  # fmt: skip
    if member_no is None:
        return
    is_blocked = cards[member_no].is_blocked
    form = turn(f"block:{member_no}:{is_blocked}")
    form_shown(form)
    with st.form(form, border=False):
        reason = st.text_input(_("Reason"), max_chars=200, key=f"reason:{form}")
        label = _("Open the card again") if is_blocked else _("Block the card")
        if st.form_submit_button(label):
            outcome = send(who, form, "block_member", member_no=member_no, is_blocked=not is_blocked, reason=reason)
            if was_carried_out(outcome):
                next_turn(f"block:{member_no}:{is_blocked}")
                say_after_rerun(
                    _("The card {no} is open again.", no=member_no)
                    if is_blocked
                    else _("The card {no} is blocked.", no=member_no)
                )
                st.rerun()
