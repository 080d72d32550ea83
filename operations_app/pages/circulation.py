"""Circulation: one scan box for lending and taking back; below it the member, the basket, what is owed and what is open."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.circulation_panels import how_it_works, last_finished, member_panel, open_returns
from operations_app.components.receipt import receipt_panel
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import circulation
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.open_cases import waiting_returns
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, send
from warehouse.errors import Refused
from warehouse.i18n import rupiah, translator
from warehouse.records.lookups import member_card, MemberCard, OpenCharge

_ = translator("operations_app")

SEE_PAYMENTS_S = 5


def show() -> None:
    st.title(_("Circulation"))
    _desk()
    _waiting()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, CirculationDesk)
    now = who.now()
    triggered = scan_box(
        desk.desk_id,
        name="circulation",
        label=_("Scan a member card or a copy"),
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(),
    )
    if triggered and triggered.get("restart"):
        shell.rerun()
    card = member_card(who.db, desk.member_no, who.point.code, now) if desk.member_no else None
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if card:
            _session(who, desk, card)
        else:
            pieces.empty(_("Nobody is at the desk. The next card or copy begins a session."))
    with right:
        if desk.receipt:
            pieces.show(receipt_panel(desk.receipt, who.zone))
        if desk.slip:
            with st.container(border=True):
                pieces.show(last_finished(desk.slip))
        elif not card:
            pieces.show(how_it_works())


def _session(who: Visitor, desk: CirculationDesk, card: MemberCard) -> None:
    with st.container(border=True):
        pieces.show(member_panel(card, desk, pays_here=who.may("receive_payment")))
        if who.may("receive_payment"):
            for charge in card.charges:
                _receive(who, desk, charge)
        if (desk.basket or not desk.return_case) and st.button(
            _("End without lending"), icon=":material/close:", type="tertiary", key="give_up"
        ):
            circulation.give_up(desk)
            shell.rerun()


def _receive(who: Visitor, desk: CirculationDesk, charge: OpenCharge) -> None:
    """A fine paid here, by an account that is also the receiving treasurer's."""
    form = f"pay:{charge.charge_id}"
    form_shown(form)
    label = _("Receive {amount}", amount=rupiah(charge.outstanding_idr))
    if st.button(label, type="primary", icon=":material/payments:", key=form):
        outcome = send(who, form, "receive_payment", charge_id=charge.charge_id)
        if isinstance(outcome, Refused):
            st.error(outcome.sentence(), icon=":material/error:")
        else:
            circulation.note_payment(who.db, desk, outcome.data, who.now())
            shell.rerun()


@shell.fragment(run_every=SEE_PAYMENTS_S)
def _waiting() -> None:
    """Returns whose member has gone to the treasurer: they show here when the receipt is given."""
    who = shell.visitor()
    now = who.now()
    listed = waiting_returns(who.db, who.point.code, now)
    if listed:
        pieces.show(open_returns(listed, now, who.zone))
