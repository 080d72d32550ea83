"""Lists of the membership desk: applications and renewals that wait, cards that wait to be printed and handed over."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.paper_links import cards_address, LAYOUTS
from operations_app.desk import membership
from operations_app.desk.answer import duration
from operations_app.desk.card_cases import card_cases, CardCase, cards_to_print, CardToPrint, of_name
from operations_app.desk.membership_desk import MembershipDesk
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, send
from warehouse.clock import local_day
from warehouse.i18n import local_date, number, rupiah, translator

_ = translator("operations_app")

SHOWN_MAX = 12


def waiting_list(who: Visitor, desk: MembershipDesk, *, renewals: bool = False) -> None:
    """Open cases, the newest first, each with what it waits for. The signature of the authority has no clock."""
    sop_code = "card_renewal" if renewals else "card"
    listed = [case for case in card_cases(who.db, who.point.code) if case.sop_code == sop_code]
    count = number(len(listed))
    title = (
        _("Renewals not finished: {count}", count=count)
        if renewals
        else _("Applications not finished: {count}", count=count)
    )
    st.header(title)
    if not listed:
        pieces.empty(_("Nobody waits."))
        return
    wanted = st.text_input(
        _("Find"), key=f"find_case:{sop_code}", placeholder=_("Name on the form, or card number"),
        icon=":material/search:", label_visibility="collapsed", max_chars=60,
    )  # fmt: skip
    found = of_name(listed, wanted)
    if not found:
        pieces.empty(_("Nobody of this name waits."))
    for case in found[:SHOWN_MAX]:
        _row(who, desk, case)
    if len(found) > SHOWN_MAX:
        st.caption(_("{count} more; find them by name.", count=number(len(found) - SHOWN_MAX)))


def _row(who: Visitor, desk: MembershipDesk, case: CardCase) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case-card-{case.case_id}"):
        number_ = f" {pieces.chip(case.member_no).text}" if case.member_no else ""
        st.html(
            f'<div class="p-case"><b>{pieces.cell(case.name)}</b>{number_}'
            f"<small>{pieces.cell(_waits(who, case))}</small></div>"
        )
        if st.button(_("Continue"), key=f"continue:{case.case_id}"):
            membership.take_up(who.db, desk, case.case_id)
            shell.rerun()


def _waits(who: Visitor, case: CardCase) -> str:
    """ "since 12 Nov 2026 (10 d 2 h): waits for the authority's signature, outside the clock" """
    if case.step == "pay":
        step = _("waits for the payment of {amount}", amount=rupiah(case.outstanding_idr))
    elif case.step == "print":
        step = _("waits for photo, print and handing over")
    else:
        step = _("waits for the authority's signature, outside the clock")
    day = local_date(local_day(case.opened_at, who.zone), "medium")
    return f"{day} ({duration(_age(who, case).total_seconds())}) · {step}"


def _age(who: Visitor, case: CardCase) -> timedelta:
    return max(timedelta(0), who.now() - case.opened_at)


def cards_to_hand_over(who: Visitor) -> None:
    """Several cards in one print run; each is handed over, and its case ended, by its own button."""
    listed = cards_to_print(who.db, who.point.code, who.now())
    st.header(_("Cards to print and hand over: {count}", count=number(len(listed))))
    if not listed:
        pieces.empty(_("No card waits to be printed."))
        return
    names = {"a4": _("Sheet of A4"), "card": _("One card a page")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layout = st.segmented_control(
            _("Paper"), LAYOUTS, format_func=names.__getitem__, default="a4", required=True, key="card_layout"
        )
        place = st.empty()
    chosen = [one.member_no for one in listed if _card_row(who, one)]
    place.link_button(
        _("Print {count} cards", count=number(len(chosen))), cards_address(chosen, layout), type="primary",
        icon=":material/print:", disabled=not chosen, key="print_cards",
    )  # fmt: skip


def _card_row(who: Visitor, card: CardToPrint) -> bool:
    """One card with its tick for the print run; whether it is ticked."""
    form = f"handed:{card.member_no}"
    form_shown(form)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case-print-{card.member_no}"):
        ticked = st.checkbox(
            card.name, value=True, key=f"tick:{card.member_no}", label_visibility="collapsed", width="content"
        )
        photo = "" if card.has_photo else pieces.chip(_("no photo yet"), "amber").text
        until = _("Valid until {day}", day=local_date(card.expires_on))
        st.html(
            f'<div class="p-case"><b>{pieces.cell(card.name)}</b> {pieces.chip(card.member_no).text} {photo}'
            f"<small>{pieces.cell(until)}</small></div>"
        )
        if st.button(_("Card handed over"), icon=":material/check:", key=f"button:{form}"):
            outcome = send(who, form, "print_card", member_no=card.member_no, case_id=card.case_id)
            if was_carried_out(outcome):
                say_after_rerun(_("Card {no} of {name} is handed over.", no=card.member_no, name=card.name))
                shell.rerun()
    return ticked
