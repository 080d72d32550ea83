"""Membership (SOP card and SOP card renewal): forms sold, applications entered, cards renewed, printed, handed over."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.card_panel import card_panel
from operations_app.components.card_queue import cards_to_hand_over, waiting_list
from operations_app.components.card_steps import lookalike_table
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.measurement_strip import measurement_strip
from operations_app.components.member_fields import data_fields, direct_fields
from operations_app.components.outcome import say_once
from operations_app.components.paper_links import card_link
from operations_app.components.receipt import receipt_panel
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import membership
from operations_app.desk.card_cases import card_case
from operations_app.desk.member_data import member_data
from operations_app.desk.member_numbers import next_member_no
from operations_app.desk.membership_desk import form_of, MembershipDesk
from operations_app.desk.revenue import method_name
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import rupiah, translator
from warehouse.records.treasury_lookups import METHODS

_ = translator("operations_app")


def show() -> None:
    st.title(_("Membership"))
    _desk()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, MembershipDesk)
    measurement_strip(who, desk, "sell_form", "register_member")
    tasks = {
        "new": (_("New card"), _new), "renewal": (_("Renewal"), _renewal),
        "print": (_("Cards to print"), _print), "direct": (_("Without a form"), _direct),
    }  # fmt: skip
    task = st.segmented_control(
        _("Task"), list(tasks), format_func=lambda one: tasks[one][0], default="new", required=True, key="membership_task",
        label_visibility="collapsed",
    )  # fmt: skip
    say_once()
    tasks[task][1](who, desk)


def _new(who: Visitor, desk: MembershipDesk) -> None:
    case = card_case(who.db, who.point.code, desk.case_id)
    if case:
        if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary", key="membership_back"):
            desk.clear()
            shell.rerun()
        card_panel(who, desk, case)
        return
    if desk.ended:
        st.success(desk.ended, icon=":material/check_circle:")
    left, right = st.columns([2, 3], gap="large")
    with left:
        _sale(who, desk)
    with right:
        waiting_list(who, desk)


def _sale(who: Visitor, desk: MembershipDesk) -> None:
    """SOP card, steps 4–5."""
    fee_idr = who.agency.tariff_on(who.now().astimezone(who.agency.zone).date()).form_fee_idr
    with st.container(border=True):
        pieces.show(pieces.heading(_("Sell a registration form")))
        entry_form(
            desk.desk_id,
            "sell_form",
            (
                Field("visitor", _("Visitor slip or locker number"), placeholder=_("Scan or type"), width="wide"),
                Field("name", _("Name of the candidate"), required=True, value=desk.candidate or "", width="wide"),
                Field("method", _("Method"), "choice", required=True, options=[(one, method_name(one)) for one in METHODS],
                      value="cash", width="wide"),
            ),
            submit_label=_("Receive {amount}", amount=rupiah(fee_idr)) if fee_idr else _("Give the form"),
            take_focus=True,
        )  # fmt: skip
    if desk.receipt:
        pieces.show(receipt_panel(desk.receipt, who.zone))


def _renewal(who: Visitor, desk: MembershipDesk) -> None:
    now = who.now()
    triggered = scan_box(
        desk.desk_id,
        name="membership",
        label=_("Scan the member card"),
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(_("Its data is shown to be compared.")),
    )
    if triggered and triggered.get("restart"):
        shell.rerun()
    case = card_case(who.db, who.point.code, desk.case_id)
    known = member_data(who.db, desk.member_no) if desk.member_no else None
    if case:
        card_panel(who, desk, case)
    elif known:
        with st.container(border=True):
            pieces.show(pieces.heading(_("Correct what has changed, else press Enter above")))
            result = entry_form(
                desk.desk_id, form_of("renew", known.member_no), data_fields(who.agency, known),
                submit_label=_("Prolong with these data"), leave_label=_("Do not renew"),
            )  # fmt: skip
        if result.left:
            membership.give_up(desk)
            shell.rerun()
    else:
        waiting_list(who, desk, renewals=True)


def _print(who: Visitor, _desk: MembershipDesk) -> None:
    cards_to_hand_over(who)


def _direct(who: Visitor, desk: MembershipDesk) -> None:
    """A paper application of before, or a card of another system: no form was sold, no fee is charged."""
    today = who.now().astimezone(who.agency.zone).date()
    pieces.lead(_("For paper applications of before and cards of another system: no case and no fee."))
    if desk.registered_no:
        card_link(desk.registered_no, "print:direct")
    if desk.likely:
        pieces.show(lookalike_table(desk.likely, today))
    desk.suggested_no = next_member_no(who.db, who.agency.code, today)
    entry_form(
        desk.desk_id, "member", direct_fields(who.agency, desk.suggested_no, bool(desk.likely)),
        submit_label=_("Register the member"),
    )  # fmt: skip
    st.caption(_("Name, address and numbers stay at this desk's database; reports only see a pseudonym."))
