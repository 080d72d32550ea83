"""The card being made at the desk: what is paid, photographed, printed and handed over, one step after the other."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.card_steps import card_picture, lookalike_table, progress_steps
from operations_app.components.entry_form import entry_form
from operations_app.components.member_fields import application_fields
from operations_app.components.paper_links import card_link
from operations_app.components.photo_form import photo_form
from operations_app.components.receipt import receipt_panel
from operations_app.components.step_line import step_line
from operations_app.desk import membership
from operations_app.desk.card_cases import CardCase, progress
from operations_app.desk.member_data import photo_of
from operations_app.desk.member_numbers import next_member_no
from operations_app.desk.membership_desk import form_of, MembershipDesk
from operations_app.desk.revenue import method_name
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, key_of, send
from warehouse.errors import Refused
from warehouse.i18n import rupiah, translator
from warehouse.records.treasury_lookups import METHODS

_ = translator("operations_app")


def card_panel(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    """`case` is the open case on the desk."""
    with st.container(border=True):
        if case.member_no:
            pieces.show(pieces.Html(
                f'<div class="p-member"><span class="who">{pieces.cell(case.name)}</span>'
                f'<span class="no">{pieces.cell(case.member_no)}</span></div>'
            ))  # fmt: skip
        steps = progress_steps(case, progress(who.db, who.point.code, case), who.now())
        step_line(steps, key=f"steps:{case.case_id}")
        if case.step == "data":
            _data(who, desk, case)
        else:
            _finish(who, desk, case)


def _data(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    """SOP card, steps 7–8; the first keystroke begins it."""
    today = who.now().astimezone(who.agency.zone).date()
    if desk.likely:
        pieces.show(lookalike_table(desk.likely, today))
    desk.suggested_no = next_member_no(who.db, who.agency.code, today)
    entry_form(
        desk.desk_id, form_of("apply", case.case_id),
        application_fields(who.agency, desk.suggested_no, case.name, bool(desk.likely)),
        submit_label=_("Save and go on to the payment"), take_focus=True,
    )  # fmt: skip


def _finish(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        if case.step == "pay":
            _pay(who, desk, case)
        else:
            if desk.receipt:
                pieces.show(receipt_panel(desk.receipt, who.zone))
            photo_form(who, case.member_no or "")
            _hand_over(who, desk, case)
    with right:
        if case.member_no and case.expires_on:
            photo = photo_of(who.db, case.photo_sha256)
            pieces.show(
                card_picture(who.agency.name, case.name, case.member_no, case.expires_on, photo, who.point.name)
            )


def _pay(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    """SOP card, step 9; card renewal, step 5."""
    form = f"card_fee:{case.charge_id}"
    form_shown(form)
    method = st.segmented_control(
        _("Method"), METHODS, format_func=method_name, default="cash", required=True, key=f"method:{form}"
    )
    label = _("Receive {amount}", amount=rupiah(case.outstanding_idr))
    if st.button(label, type="primary", icon=":material/payments:", key=form):
        outcome = send(who, form, "receive_payment", charge_id=case.charge_id, method=method)
        if isinstance(outcome, Refused):
            st.error(outcome.sentence(), icon=":material/error:")
        else:
            desk.receipt = {**outcome.data, "at": who.now()}
            shell.rerun()


def _hand_over(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    """SOP card, step 10; card renewal, step 6."""
    form = f"hand_over:{case.case_id}"
    form_shown(form)
    with st.container(horizontal=True):
        card_link(case.member_no or "", f"print:{case.case_id}")
        if st.button(_("Card handed over"), type="primary", icon=":material/check:", key=form):
            try:
                membership.hand_over(who.db, desk, case, who.now(), key_of(form))
            except Refused as refusal:
                st.error(refusal.sentence(), icon=":material/error:")
            else:
                shell.rerun()
