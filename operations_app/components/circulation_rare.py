"""The rare acts of the circulation desk, out of the way of the scan box: damaged, lost, leaving the collection."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components.outcome import say_after_rerun, say_once, was_carried_out
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.circulation_losses import (
    expect_damaged,
    leaving,
    lost_sentence,
    reason_of_leaving,
    REASONS,
    report_lost,
)
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.errors import Refused
from warehouse.i18n import translator
from warehouse.ids import new_id
from warehouse.records.renewals import RenewableLoan

_ = translator("operations_app")

NUMBER_MAX = 40
DAMAGED = "next_is_damaged"


def damaged_or_gone(who: Visitor, desk: CirculationDesk) -> None:
    """The next return is damaged; a copy leaves the collection."""
    st.session_state[DAMAGED] = desk.next_is_damaged
    st.toggle(
        _("The next copy comes back damaged"), key=DAMAGED,
        on_change=lambda: expect_damaged(desk, bool(st.session_state[DAMAGED])),
    )  # fmt: skip
    if who.may("withdraw_copy"):
        with st.popover(_("Out of the collection"), icon=":material/heart_broken:", type="tertiary"):
            withdraw_form(who)


def withdraw_form(who: Visitor) -> None:
    """A copy leaves the collection: its title is shown before it does."""
    say_once()
    form = turn("withdraw")
    form_shown(form)
    copy_no = st.text_input(_("Copy number"), max_chars=NUMBER_MAX, key=f"copy:{form}")
    reason = st.radio(
        _("Reason"), REASONS, format_func=reason_of_leaving, horizontal=True, key=f"why:{form}", index=1
    )  # fmt: skip
    if not copy_no.strip():
        return
    copy = leaving(who.db, copy_no, who.point.code, who.now())
    if isinstance(copy, Refused):
        st.error(copy.sentence(), icon=":material/error:")
        return
    if copy is None:
        st.error(_("No copy has the number {no}.", no=copy_no.strip()), icon=":material/error:")
        return
    st.write(f"{copy.title} ({copy.copy_no})")
    if copy.borrower_name:
        st.caption(_("It is lent to {name}; it can only be reported lost.", name=copy.borrower_name))
    if st.button(_("Take it out of the collection"), type="primary", key=f"go:{form}"):
        outcome = send(who, form, "withdraw_copy", copy_no=copy.copy_no, reason_code=reason)
        if was_carried_out(outcome):
            next_turn("withdraw")
            say_after_rerun(lost_sentence(outcome.data))
            shell.rerun()


def lost_button(who: Visitor, desk: CirculationDesk, loan: RenewableLoan) -> None:
    """The member says the copy is lost: asked once more, because nothing brings it back."""
    if not who.may("withdraw_copy"):
        return
    with st.popover(_("Lost"), type="tertiary", key=f"lost:{loan.copy_no}"):
        st.write(_("“{title}” is lost: the loan ends, the copy leaves the collection.", title=loan.title))
        if loan.is_overdue:
            st.caption(_("The days it is late are charged as a fine."))
        slot = f"key:{desk.desk_id}:lost:{loan.copy_no}"
        click_id = st.session_state.setdefault(slot, new_id())
        if st.button(_("Record it as lost"), type="primary", key=f"lost_go:{loan.copy_no}"):
            report_lost(who.db, desk, loan.copy_no, who.now(), click_id)
            del st.session_state[slot]
            shell.rerun()
