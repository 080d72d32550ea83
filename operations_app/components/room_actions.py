"""What can be clicked in a reading room: steps begun and done, books put back, cases ended. A click is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.room_panels import printed, step_on_record, step_to_do, trolley_line, visitor_line
from operations_app.desk.cases import case_of
from operations_app.desk.rooms import forget_copy
from operations_app.desk.rooms_desk import RoomsDesk
from operations_app.desk.rooms_lookups import InRoom, tapped, trolley_of_day
from operations_app.desk.rooms_taps import (
    begin_shelving,
    begin_step,
    COPIES_MAX,
    end_cases,
    finish_for_all,
    finish_step,
    not_begun,
    reshelved,
)
from operations_app.desk.words import outcome_name
from operations_app.shell import Visitor
from operations_app.tabs import next_turn, turn
from warehouse.catalogue.model import Unit
from warehouse.i18n import local_time, number, translator
from warehouse.ids import new_id

_ = translator("operations_app")

SHOWN_OF_BASKET = 8
SHOWN_MAX = 60


def _click(
    desk: RoomsDesk, name: str, label: str, act: Callable[[str], None], *, kind: str = "secondary", icon: str = ""
) -> None:
    """A button that acts once: after it the button is another one, and a second click of the same pair finds nothing."""
    form = turn(f"{desk.desk_id}:{name}")
    click_id = st.session_state.setdefault(f"key:{form}", new_id())

    def clicked() -> None:
        act(click_id)
        next_turn(f"{desk.desk_id}:{name}")

    st.button(label, key=form, type=kind, icon=icon or None, on_click=shell.acting(clicked))  # type: ignore[arg-type]


def basket(desk: RoomsDesk) -> None:
    """What was scanned and not yet counted, the last first."""
    with st.container(border=True, key="room_basket", gap="small"):
        pieces.show(pieces.heading(_("On the tables: {count}", count=number(len(desk.basket)))))
        if desk.chosen:
            pieces.show(pieces.chip(_("read by {name}", name=desk.chosen_name), "green"))
        for one in list(reversed(desk.basket))[:SHOWN_OF_BASKET]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"table:{one.copy_no}"):
                pieces.show(pieces.listing([(one.title, one.copy_no, "")]))
                st.button(
                    _("Remove"), key=f"drop:{one.copy_no}", type="tertiary",
                    on_click=shell.acting(forget_copy), args=(desk, one.copy_no),
                )  # fmt: skip
        if len(desk.basket) > SHOWN_OF_BASKET:
            st.caption(_("and {count} more", count=number(len(desk.basket) - SHOWN_OF_BASKET)))
        st.caption(_("Enter counts them."))


def actions_for_all(who: Visitor, desk: RoomsDesk, here: Sequence[InRoom]) -> None:
    """A step that the officer does for the whole room at once."""
    units = {unit.position: unit for one in here for unit in one.to_do if tapped(unit)}
    many = {place: waiting for place in units if len(waiting := [one for one in here if one.waits_for(place)]) > 1}
    if not many:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for place, waiting in sorted(many.items()):
            _click(
                desk, f"all:{place}",
                _("Step {no} done for all {count}", no=printed(units[place]), count=number(len(waiting))),
                lambda click, place=place, waiting=waiting: finish_for_all(  # type: ignore[misc]
                    who.db, desk, waiting, place, who.now(), click
                ),
                icon=":material/done_all:",
            )  # fmt: skip


def chosen(who: Visitor, desk: RoomsDesk, case: InRoom) -> None:
    """The visitor chosen: each step of the SOP, done or to be tapped; the books; the end."""
    recorded = case_of(who.db, who.point.code, case.case_id)
    waiting = {unit.position: unit for unit in case.to_do}
    with st.container(border=True, key="room_chosen", gap="small"):
        pieces.show(visitor_line(case, desk, who.zone))
        for one in recorded.units if recorded else ():
            if one.is_recorded:
                pieces.show(step_on_record(one))
            elif one.unit.position in waiting:
                _step(who, desk, case, one.unit)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_("Close the case"))
            _ends(who, desk, [case], name=f"end:{case.case_id}")
            st.button(_("Put aside"), key="room_aside", type="tertiary", on_click=shell.acting(desk.choose_nobody))


def _step(who: Visitor, desk: RoomsDesk, case: InRoom, unit: Unit) -> None:
    begun_at = desk.begun.get((case.case_id, unit.position))
    if "reshelve" in unit.completed_by:
        pieces.show(step_to_do(unit, _since(who, begun_at)))
        _shelving(who, desk, case, unit.position, max(1, case.copies_counted))
        return
    name = f"{case.case_id}:{unit.position}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"step:{name}"):
        pieces.show(step_to_do(unit, _since(who, begun_at)))
        if tapped(unit):
            _begin(
                desk, name, begun_at, lambda: begin_step(desk, case.case_id, unit.position, who.now()),
                lambda: not_begun(desk, case.case_id, unit.position),
            )  # fmt: skip
            _click(
                desk, f"done:{name}", _("Done"),
                lambda click: finish_step(who.db, desk, case, unit.position, who.now(), click),
            )  # fmt: skip


def _since(who: Visitor, begun_at: datetime | None) -> str:
    return _("since {time}", time=local_time(begun_at, who.zone)) if begun_at else ""


def _begin(
    desk: RoomsDesk, name: str, begun_at: datetime | None, begin: Callable[[], None], take_back: Callable[[], None]
) -> None:
    if begun_at is None:
        st.button(_("Begin"), key=f"begin:{desk.desk_id}:{name}", on_click=shell.acting(begin))
    else:
        st.button(
            "", icon=":material/undo:", help=_("It has not begun"), key=f"undo:{desk.desk_id}:{name}",
            on_click=shell.acting(take_back),
        )  # fmt: skip


def trolley(who: Visitor, desk: RoomsDesk) -> None:
    """The books of the day, and putting back those of the trolley."""
    books = trolley_of_day(who.db, desk.room, who.point.code, who.now())
    with st.container(border=True, key="room_trolley", gap="small"):
        pieces.show(trolley_line(books, _since(who, desk.shelving_since)))
        _shelving(who, desk, None, None, books.waiting)


def _shelving(who: Visitor, desk: RoomsDesk, case: InRoom | None, position: int | None, copies: int) -> None:
    """How many books, and when it began if somebody tapped it."""
    name = f"shelve:{case.case_id if case else 'trolley'}"
    form = turn(f"{desk.desk_id}:{name}:copies")
    begun_at = desk.begun.get((case.case_id, position)) if case and position else desk.shelving_since
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            _("Books put back"), min_value=0, max_value=COPIES_MAX, value=copies, step=1, key=f"{form}:{copies}",
            width=120,
        )  # fmt: skip
        _begin(
            desk, name, begun_at, lambda: begin_shelving(desk, case.case_id if case else None, position, who.now()),
            lambda: _not_shelving(desk, case, position),
        )  # fmt: skip

        def back(click: str) -> None:
            count = st.session_state[f"{form}:{copies}"]
            reshelved(who.db, desk, int(count), case, position, who.now(), click)
            next_turn(f"{desk.desk_id}:{name}:copies")

        _click(desk, name, _("Back on the shelf"), back, kind="primary" if case else "secondary")


def _not_shelving(desk: RoomsDesk, case: InRoom | None, position: int | None) -> None:
    if case and position:
        not_begun(desk, case.case_id, position)
    else:
        desk.shelving_since = None


def end_of_day(who: Visitor, desk: RoomsDesk, people: Sequence[InRoom]) -> None:
    """Cases left open: ended one by one or all at once."""
    if not people:
        return
    older = sum(not one.opened_today for one in people)
    label = _("End of the day: {count} cases open", count=number(len(people)))
    if not st.toggle(label, key=f"end_of_day:{desk.place}", value=bool(older)):
        return
    with st.container(border=True, gap="small", key="room_end"):
        if len(people) > 1:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(_("All {count}:", count=number(len(people))))
                _ends(who, desk, people, name="end:all")
        for one in people[:SHOWN_MAX]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"ending:{one.case_id}"):
                pieces.show(visitor_line(one, desk, who.zone))
                _ends(who, desk, [one], name=f"ending:{one.case_id}")


def _ends(who: Visitor, desk: RoomsDesk, cases: Sequence[InRoom], *, name: str) -> None:
    for outcome in ("done", "abandoned"):
        _click(
            desk, f"{name}:{outcome}", outcome_name(outcome).capitalize(),
            lambda click, outcome=outcome: end_cases(  # type: ignore[misc]
                who.db, desk, cases, outcome, who.now(), click
            ),
        )  # fmt: skip
