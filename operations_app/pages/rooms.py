"""Reading rooms: one scan box for visitors and for what lies on the tables; steps tapped, books put back, cases ended."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.room_actions import actions_for_all, basket, chosen, end_of_day, trolley
from operations_app.components.room_panels import how_rooms_work, place_name, visitor_line
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk.rooms_desk import Place, places_of, RoomsDesk, SOP_OF
from operations_app.desk.rooms_lookups import InRoom, visitors_in_room
from operations_app.desk.rooms_opac import helped_at_a_click, LEADS_TO, send_to
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import number, translator

_ = translator("operations_app")

PLACE, SENT_TO, SPECIAL = "room_place", "room_sent_to", "room_special"
SHOWN_MAX = 40


def show() -> None:
    st.title(_("Reading rooms"))
    _place()


@shell.fragment
def _place() -> None:
    who = shell.visitor()
    desk = _desk(who)
    now = who.now()
    label = _("Scan a visitor") if desk.place == "opac" else _("Scan a visitor or a copy on the table")
    triggered = scan_box(
        desk.desk_id, name="rooms", label=label,
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(),
    )  # fmt: skip
    if triggered and triggered.get("restart"):
        shell.rerun()
    if desk.place == "opac":
        _helped(who, desk)
    else:
        _room(who, desk)


def _desk(who: Visitor) -> RoomsDesk:
    """The desk of the room chosen; each room keeps its own."""
    places = places_of(who.session.roles)
    place: Place = places[0]
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        if len(places) > 1:
            place = st.segmented_control(
                _("Room"), places, format_func=place_name, default=places[0], key=PLACE,
                label_visibility="collapsed", required=True,
            ) or places[0]  # fmt: skip
        desk = desk_of_tab(
            who, RoomsDesk, lambda login, point: RoomsDesk(login, point, place=place), name=f"RoomsDesk:{place}"
        )
        if place == "opac":
            _sent_to(desk)
        elif place == "deposit":
            st.session_state[SPECIAL] = desk.next_is_special
            st.toggle(
                _("The next visitor uses a special collection"), key=SPECIAL,
                on_change=lambda: setattr(desk, "next_is_special", bool(st.session_state[SPECIAL])),
            )  # fmt: skip
    return desk


def _sent_to(desk: RoomsDesk) -> None:
    st.session_state[SENT_TO] = desk.sent_to
    st.segmented_control(
        _("The visitor wants"), LEADS_TO, format_func=place_name, key=SENT_TO, required=True,
        on_change=lambda: send_to(desk, st.session_state[SENT_TO]),
    )  # fmt: skip


def _helped(who: Visitor, desk: RoomsDesk) -> None:
    """Those who are being shown the way."""
    begun = {case_id for case_id, _step in desk.begun}
    listed = [
        one for room in LEADS_TO for one in visitors_in_room(who.db, SOP_OF[room], who.point.code, who.now())
        if one.case_id in begun
    ]  # fmt: skip
    if not listed:
        pieces.show(how_rooms_work(desk))
    for one in listed:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"case:{one.case_id}"):
            pieces.show(visitor_line(one, desk, who.zone))
            st.button(
                _("Helped"), key=f"helped:{one.case_id}", type="primary",
                on_click=_help, args=(who, desk, one.case_id),
            )  # fmt: skip


@shell.acting
def _help(who: Visitor, desk: RoomsDesk, case_id: str) -> None:
    helped_at_a_click(who.db, desk, case_id, who.now())


def _room(who: Visitor, desk: RoomsDesk) -> None:
    people = visitors_in_room(who.db, desk.sop_code, who.point.code, who.now())
    here = [one for one in people if one.opened_today]
    left, right = st.columns([5, 4], gap="medium")
    with left:
        st.header(_("In the room now: {count}", count=number(len(here))))
        if not here:
            pieces.empty(_("Nobody has come into this room yet. The next visitor scanned is the first."))
        actions_for_all(who, desk, here)
        with st.container(key="room_list"):
            for one in here[:SHOWN_MAX]:
                _line(who, desk, one)
        if len(here) > SHOWN_MAX:
            st.caption(_("{count} more; scan a visitor to choose them.", count=number(len(here) - SHOWN_MAX)))
        end_of_day(who, desk, people)
    with right:
        if desk.basket:
            basket(desk)
        if case := next((one for one in people if one.case_id == desk.chosen), None):
            chosen(who, desk, case)
        trolley(who, desk)
        if not people and not desk.basket:
            pieces.show(how_rooms_work(desk))


def _line(who: Visitor, desk: RoomsDesk, one: InRoom) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"case:{one.case_id}"):
        pieces.show(visitor_line(one, desk, who.zone))
        if one.case_id != desk.chosen:
            st.button(
                _("Choose"), key=f"choose:{one.case_id}",
                on_click=shell.acting(desk.choose), args=(one.case_id, one.name),
            )  # fmt: skip
