"""Members: found by name, card or identity number; one member's data with its history, loans, charges and cards."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.block_form import block_form
from operations_app.components.card_steps import card_picture
from operations_app.components.entry_form import entry_form
from operations_app.components.member_fields import data_fields
from operations_app.components.member_record import history_table, member_facts, standing
from operations_app.components.outcome import say_after_rerun, say_once, was_carried_out
from operations_app.components.paper_links import card_link
from operations_app.components.photo_form import photo_form
from operations_app.desk.member_data import member_data, MemberData, photo_of
from operations_app.desk.members import find_members, FoundMember
from operations_app.desk.membership_desk import form_of, MembershipDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, send
from warehouse.i18n import rupiah, translator
from warehouse.records.lookups import member_card

_ = translator("operations_app")

ASKED = "member_shown"
FIND = "find_member"


def show() -> None:
    who = shell.visitor()
    known = member_data(who.db, st.session_state[ASKED]) if ASKED in st.session_state else None
    if known:
        _one(who, known)
    else:
        _find(who)


def _find(who: Visitor) -> None:
    st.title(_("Members"))
    say_once()
    wanted = st.text_input(_("Name, card number or identity number"), key=FIND, icon=":material/search:", max_chars=60)
    if not wanted.strip():
        pieces.empty(_("Type a part of the name, or scan the card."))
        return
    found = find_members(who.db, who.agency.code, wanted)
    if not found:
        pieces.empty(_("No member is called so."))
    for one in found:
        _found(who, one)


def _found(who: Visitor, one: FoundMember) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case-member-{one.member_no}"):
        facts = [_("Copies out: {count}.", count=one.loans)] if one.loans else []
        facts += [_("{amount} is unpaid.", amount=rupiah(one.unpaid_idr))] if one.unpaid_idr else []
        today = who.now().astimezone(who.agency.zone).date()
        st.html(
            f'<div class="p-case"><b>{pieces.cell(one.name)}</b> {pieces.chip(one.member_no).text} '
            f"{standing(one.expires_on, one.is_blocked, today).text}<small>{pieces.cell(' '.join(facts))}</small></div>"
        )
        if st.button(_("Open"), key=f"open:{one.member_no}"):
            st.session_state[ASKED] = one.member_no
            st.rerun()


def _one(who: Visitor, known: MemberData) -> None:
    if FIND in st.session_state:  # or Streamlit forgets what is not drawn, and the way back would lead to an empty list
        st.session_state[FIND] = st.session_state[FIND]
    if st.button(_("Back to the search"), icon=":material/arrow_back:", type="tertiary", key="back"):
        del st.session_state[ASKED]
        st.rerun()
    st.title(known.values["name"])
    say_once()
    card = member_card(who.db, known.member_no, who.point.code, who.now())
    left, right = st.columns([3, 2], gap="large")
    with left:
        if card:
            pieces.show(member_facts(known, card, who.now().astimezone(who.agency.zone).date(), who.zone))
    with right:
        photo = photo_of(who.db, known.photo_sha256)
        pieces.show(
            card_picture(
                who.agency.name,
                known.values["name"],
                known.member_no,
                known.values["expires_on"],
                photo,
                who.point.name,
            )
        )
        if who.may("print_card"):
            _print_again(who, known)
    _forms(who, known)


def _print_again(who: Visitor, known: MemberData) -> None:
    """A card lost or worn: printed and handed over without a case."""
    form = f"hand_over:{known.member_no}"
    form_shown(form)
    with st.container(horizontal=True):
        card_link(known.member_no, "print:member")
        if st.button(_("Card handed over"), icon=":material/check:", key=form):
            outcome = send(who, form, "print_card", member_no=known.member_no)
            if was_carried_out(outcome):
                name = known.values["name"]
                say_after_rerun(_("Card {no} of {name} is handed over.", no=known.member_no, name=name))
                st.rerun()


def _forms(who: Visitor, known: MemberData) -> None:
    forms = [(_("History"), lambda: pieces.show(history_table(known.history, who.zone)), True)]
    forms.append((_("Correct data"), lambda: _correct(who, known), who.may("update_member")))
    forms.append((_("Photo"), lambda: photo_form(who, known.member_no), who.may("set_member_photo")))
    forms.append((_("Block or open"), lambda: block_form(who, _as_found(known)), who.may("block_member")))
    shown = [(name, draw) for name, draw, is_for in forms if is_for]
    for tab, (_name, draw) in zip(st.tabs([name for name, _draw in shown]), shown, strict=True):
        with tab:
            draw()


def _correct(who: Visitor, known: MemberData) -> None:
    desk = desk_of_tab(who, MembershipDesk, name="correction")
    desk.shown_no = known.member_no
    result = entry_form(
        desk.desk_id,
        form_of("correct", known.member_no),
        data_fields(who.agency, known),
        submit_label=_("Save the correction"),
    )
    if result.answered and result.answered.get("is_saved"):
        st.rerun()
    st.caption(_("Name, address and numbers stay at this desk's database; reports only see a pseudonym."))


def _as_found(known: MemberData) -> list[FoundMember]:
    values = known.values
    return [FoundMember(known.member_no, values["name"], values["expires_on"], values["is_blocked"], 0, 0)]
