"""Circulation: one scan box for lending, renewing and taking back; below it the member, the basket and what is owed."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.circulation_panels import (
    due_slip,
    how_it_works,
    last_finished,
    loan_line,
    member_panel,
    open_returns,
    owed_line,
)
from operations_app.components.circulation_rare import damaged_or_gone, lost_button
from operations_app.components.measurement_strip import measurement_strip
from operations_app.components.receipt import receipt_panel
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import circulation
from operations_app.desk.circulation_desk import CirculationDesk
from operations_app.desk.circulation_renewal import renew_at_a_click, set_mode
from operations_app.desk.member_photo import photo_address
from operations_app.desk.open_cases import waiting_returns
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, send
from warehouse.errors import Refused
from warehouse.i18n import rupiah, translator
from warehouse.ids import new_id
from warehouse.records.lookups import member_card, MemberCard, OpenCharge
from warehouse.records.renewals import renewable_loans, RenewableLoan

_ = translator("operations_app")

SEE_PAYMENTS_S = 5
MODE = "circulation_mode"


def show() -> None:
    st.title(_("Circulation"))
    _desk()
    _waiting()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, CirculationDesk)
    _mode(who, desk)
    measurement_strip(who, desk, "lend" if desk.mode == "lend" else "renew_loan")
    now = who.now()
    triggered = scan_box(
        desk.desk_id,
        name="circulation",
        label=_("Scan a member card or a copy"),
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(),
    )
    if triggered and triggered.get("restart"):
        shell.rerun()
    if desk.next_is_damaged:
        st.warning(_("The next copy that comes back is recorded as damaged."), icon=":material/heart_broken:")
    card = member_card(who.db, desk.member_no, who.point.code, now) if desk.member_no else None
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if card:
            _session(who, desk, card)
        else:
            pieces.empty(_("Nobody is at the desk. The next card or copy begins a session."))
    with right:
        _last(who, desk, is_alone=card is None)


def _mode(who: Visitor, desk: CirculationDesk) -> None:
    """What a lent copy means, and the rare acts, in one line above the box."""
    names = {"lend": _("Lend and take back"), "renew": _("Renewal")}

    def chosen() -> None:
        set_mode(who.db, desk, "renew" if st.session_state[MODE] == "renew" else "lend", who.now(), new_id())

    st.session_state[MODE] = desk.mode
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.segmented_control(
            _("What is done here"), list(names), format_func=names.__getitem__, key=MODE, on_change=chosen,
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        st.space("stretch")
        damaged_or_gone(who, desk)


def _last(who: Visitor, desk: CirculationDesk, *, is_alone: bool) -> None:
    """The receipt and the slip of what was done last, each to be printed."""
    if desk.receipt:
        pieces.show(receipt_panel(desk.receipt, who.zone))
    if desk.slip:
        with st.container(border=True):
            pieces.show(last_finished(desk.slip))
            for case_id in desk.slip.printed:
                st.link_button(
                    _("Print the due-date slip"), due_slip(case_id), icon=":material/print:", key=f"slip:{case_id}"
                )
    elif is_alone:
        pieces.show(how_it_works())


def _session(who: Visitor, desk: CirculationDesk, card: MemberCard) -> None:
    with st.container(border=True, gap="small", key="session"):
        pieces.show(member_panel(card, desk, photo_address(who.db, card.member_key, card.member_no)))
        _loans(who, desk, card)
        if who.may("receive_payment"):
            for charge in card.charges:
                _receive(who, desk, charge)
        elif card.charges:
            pieces.show(owed_line(card))
        can_give_up = (desk.basket or desk.renewing or not desk.return_case) and not desk.renewed
        if can_give_up and st.button(_("End without lending"), icon=":material/close:", type="tertiary", key="give_up"):
            circulation.give_up(desk)
            shell.rerun()


def _loans(who: Visitor, desk: CirculationDesk, card: MemberCard) -> None:
    """What is out, each renewed at a click."""
    loans = renewable_loans(who.db, card, who.point.code, who.now()) if card.loans else []
    done = {str(one["copy_no"]) for one in desk.renewed}
    in_basket = {one.copy_no for one in desk.renewing}
    waiting = [one.copy_no for one in loans if one.copy_no not in done | in_basket and one.refusal is None]
    for loan in (one for one in loans if one.copy_no not in in_basket):
        _loan(who, desk, loan, is_done=loan.copy_no in done)
    if len(waiting) > 1:
        label = _("Renew all ({count})", count=len(waiting))
        _renew_button(who, desk, waiting, label, key="renew_all", is_primary=True)


def _loan(who: Visitor, desk: CirculationDesk, loan: RenewableLoan, *, is_done: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"loan:{loan.copy_no}", gap="small"):
        pieces.show(loan_line(loan, is_done=is_done))
        if not is_done and loan.refusal is None:
            _renew_button(who, desk, [loan.copy_no], _("Renew"), key=f"renew:{loan.copy_no}")
        lost_button(who, desk, loan)
    if loan.refusal and not is_done:
        st.caption(loan.refusal.sentence())


def _renew_button(
    who: Visitor, desk: CirculationDesk, copy_nos: list[str], label: str, *, key: str, is_primary: bool = False
) -> None:
    click_id = st.session_state.setdefault(f"key:{desk.desk_id}:{key}", new_id())
    kind = "primary" if is_primary else "secondary"
    if st.button(label, icon=":material/autorenew:", key=key, type=kind):  # type: ignore[arg-type]
        renew_at_a_click(who.db, desk, copy_nos, who.now(), click_id)
        st.session_state[f"key:{desk.desk_id}:{key}"] = new_id()
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
