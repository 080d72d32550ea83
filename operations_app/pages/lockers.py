"""Lockers: bags in and out and the inspection, with one scan box; the board of lockers; a lost number card."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.locker_board import locker_board
from operations_app.components.locker_match import bags_table, match_panel, plain
from operations_app.components.measurement_strip import measurement_strip
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import locker
from operations_app.desk.locker import LockerDesk
from operations_app.desk.locker_board import Bag, Board, board, Filter
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import local_time, number, translator

_ = translator("operations_app")

REFRESH_S = 10
LOST, DRAWN = "locker_card_lost", "lockers_drawn"
NAMED_MAX = 8


def show() -> None:
    st.title(_("Lockers"))
    _desk()
    _follow()


@shell.fragment
def _desk() -> None:
    """Everything in one fragment: a scan, a tap or an entry has changed the desk before the fragment is drawn again."""
    who = shell.visitor()
    desk = desk_of_tab(who, LockerDesk)
    measurement_strip(who, desk, "deposit_bag", "return_bag")
    _mode(who, desk)
    now = who.now()
    label = _("Locker number, member card or name") if desk.mode == "bags" else _("Locker number or member card")
    scan_box(
        desk.desk_id,
        name="locker",
        label=label,
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(_how(desk)),
    )
    seen = board(who.db, who.point.code, now)
    st.session_state[DRAWN] = seen.lockers
    bag = seen.bag(desk.locker_no) if desk.step in ("out", "inspect_in", "inspect_out") else None
    is_asked = _begun(who, desk, bag) and st.session_state.get(LOST) == desk.locker_no
    _lost_card(who, desk, desk.locker_no if is_asked else None)
    _board(who, desk, seen)


@shell.fragment(run_every=REFRESH_S)
def _follow() -> None:
    """Draws the page again when another desk has changed a locker, or closing time has come."""
    who = shell.visitor()
    drawn = st.session_state.get(DRAWN)
    if drawn is not None and drawn != board(who.db, who.point.code, who.now()).lockers:
        st.rerun()


def _mode(who: Visitor, desk: LockerDesk) -> None:
    modes = [mode for mode, command in (("bags", "deposit_bag"), ("inspection", "inspect_visitor")) if who.may(command)]
    chosen = modes[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(modes) > 1:
            chosen = st.segmented_control(
                _("What is done here"), modes, format_func=_mode_name, default=desk.mode, key="locker_mode",
                label_visibility="collapsed",
            ) or desk.mode  # fmt: skip
        locker.set_mode(desk, "inspection" if chosen == "inspection" else "bags")
        if desk.mode == "inspection":
            desk.one_tap = st.toggle(
                _("One tap records it"), value=desk.one_tap, key="locker_one_tap",
                help=_("Without the beginning the step is recorded, not timed."),
            )  # fmt: skip


def _begun(who: Visitor, desk: LockerDesk, bag: Bag | None) -> bool:
    """Whose bag it is, large, while name and number are compared, and the ways back; whether its card may be lost."""
    if not desk.step:
        st.session_state.pop(LOST, None)
        return False
    if bag:
        pieces.show(match_panel(bag, who.now(), who.zone))
    may_be_lost = bool(bag and not bag.card_lost and desk.step == "out" and who.may("report_lost_locker_card"))
    if not may_be_lost:
        st.session_state.pop(LOST, None)
    with st.container(horizontal=True):
        st.button(_("Start over"), icon=":material/close:", key="locker_give_up", on_click=_give_up, args=(desk,))
        if may_be_lost:
            st.button(
                _("The number card is lost"), icon=":material/credit_card_off:", key="locker_lost",
                on_click=_ask_for_lost_card, args=(desk.locker_no,),
            )  # fmt: skip
    return may_be_lost


@shell.acting
def _give_up(desk: LockerDesk) -> None:
    locker.give_up(desk)


def _ask_for_lost_card(locker_no: str) -> None:
    st.session_state[LOST] = locker_no


def _how(desk: LockerDesk) -> str:
    if desk.mode == "bags":
        return _("In: card or name, then the locker number. Out: the locker number, then Enter.")
    return _("The locker number, then Enter when the visitor has been inspected.")


def _mode_name(mode: str) -> str:
    return {"bags": _("Bags in and out"), "inspection": _("Inspection")}[mode]


def _board(who: Visitor, desk: LockerDesk, seen: Board) -> None:
    if not seen.lockers:
        pieces.empty(_("This service point has no lockers in the catalogue."))
        return
    counts = seen.counts()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_("{used} of {count} lockers in use", used=counts["used"], count=counts["all"]))
        chosen = _filter(counts)
    _left_behind(who, seen)
    shown = [one for one in seen.lockers if one.belongs_to(chosen)]
    if not shown:
        pieces.empty(_("No locker is like that."))
    locker_board(desk.desk_id, seen, shown, who.zone, chosen=desk.locker_no, with_inspections=desk.mode == "inspection")
    if seen.bags:
        with st.expander(_("Bags in the lockers")):
            pieces.show(bags_table(seen.bags, seen.now, who.zone))


def _left_behind(who: Visitor, now: Board) -> None:
    """At closing time whose bags are still here; the next day too."""
    if left := now.left_behind:
        owners = ", ".join(f"**{bag.locker_no}** {plain(bag.name)}" for bag in left[:NAMED_MAX])
        more = " …" if len(left) > NAMED_MAX else ""
        sentence = _("Left behind: {count} bags. Look for their owners:", count=number(len(left)))
        st.error(f"{sentence} {owners}{more}", icon=":material/luggage:")
    elif now.closes_soon and now.bags and now.closes_at:
        sentence = _(
            "Closing at {time}: {count} bags are still here.",
            time=local_time(now.closes_at, who.zone), count=number(len(now.bags)),
        )  # fmt: skip
        st.warning(sentence, icon=":material/schedule:")


def _filter(counts: dict[Filter, int]) -> Filter:
    names = {
        "all": _("All"), "free": _("Free"), "used": _("Taken"), "left": _("Left behind"), "lost": _("Card lost"),
    }  # fmt: skip
    chosen = st.segmented_control(
        _("Which lockers"), list(counts), format_func=lambda one: f"{names[one]} {counts[one]}", default="all",
        key="locker_filter", label_visibility="collapsed",
    )  # fmt: skip
    return chosen or "all"


def _lost_card(who: Visitor, desk: LockerDesk, asked: str | None) -> None:
    if not who.may("report_lost_locker_card"):
        return
    with st.expander(_("A number card is lost"), expanded=asked is not None):
        st.caption(_("SOP locker, step 9: ask for the name written down for the bag before giving it back."))
        entry_form(
            desk.desk_id,
            "lost_card",
            (
                Field("locker_no", _("Locker number"), required=True, width="narrow", value=asked or ""),
                Field("confirmed_name", _("Name the visitor states"), required=True),
            ),
            submit_label=_("Record the loss"),
        )
