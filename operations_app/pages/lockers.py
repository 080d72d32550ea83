"""Lockers: bags in and out and the inspection, with one scan box; the board of lockers; a lost number card."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.locker_board import locker_board
from operations_app.components.locker_match import bags_table, match_panel, plain
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import locker
from operations_app.desk.locker import LockerDesk
from operations_app.desk.locker_board import Board, board, Filter
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import local_time, number, translator

_ = translator("operations_app")

REFRESH_S = 10
LOST = "locker_card_lost"
NAMED_MAX = 8


def show() -> None:
    st.title(_("Lockers"))
    _desk()
    if is_asked := LOST in st.session_state:
        _lost_card()
    _board()
    if not is_asked:
        _lost_card()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, LockerDesk)
    _mode(who, desk)
    now = who.now()
    label = _("Locker number, member card or name") if desk.mode == "bags" else _("Locker number or member card")
    triggered = scan_box(
        desk.desk_id,
        name="locker",
        label=label,
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(_how(desk)),
    )
    if triggered:
        st.rerun()
    _begun(who, desk)


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


def _begun(who: Visitor, desk: LockerDesk) -> None:
    """Whose bag it is, large, while name and number are compared; and the ways back."""
    if not desk.step:
        return
    bag = board(who.db, who.point.code, who.now()).bag(desk.locker_no) if desk.step != "in" else None
    if bag:
        pieces.show(match_panel(bag, who.now(), who.zone))
    with st.container(horizontal=True):
        if st.button(_("Start over"), icon=":material/close:", key="locker_give_up"):
            locker.give_up(desk)
            st.rerun()
        if (
            bag
            and not bag.card_lost
            and desk.step == "out"
            and who.may("report_lost_locker_card")
            and st.button(_("The number card is lost"), icon=":material/credit_card_off:", key="locker_lost")
        ):
            st.session_state[LOST] = bag.locker_no
            st.rerun()


def _how(desk: LockerDesk) -> str:
    if desk.mode == "bags":
        return _("In: card or name, then the locker number. Out: the locker number, then Enter.")
    return _("The locker number, then Enter when the visitor has been inspected.")


def _mode_name(mode: str) -> str:
    return {"bags": _("Bags in and out"), "inspection": _("Inspection")}[mode]


@shell.fragment(run_every=REFRESH_S)
def _board() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, LockerDesk)
    now = board(who.db, who.point.code, who.now())
    if not now.lockers:
        pieces.empty(_("This service point has no lockers in the catalogue."))
        return
    counts = now.counts()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("{used} of {count} lockers in use", used=counts["used"], count=counts["all"]))
        chosen = _filter(counts)
    _left_behind(who, now)
    shown = [one for one in now.lockers if one.belongs_to(chosen)]
    if not shown:
        pieces.empty(_("No locker is like that."))
    tapped = locker_board(
        desk.desk_id, now, shown, who.zone, chosen=desk.locker_no, with_inspections=desk.mode == "inspection"
    )
    if tapped:
        st.rerun()
    if now.bags:
        with st.expander(_("Bags in the lockers")):
            pieces.show(bags_table(now.bags, now.now, who.zone))


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


def _lost_card() -> None:
    who = shell.visitor()
    if not who.may("report_lost_locker_card"):
        return
    desk = desk_of_tab(who, LockerDesk)
    asked = st.session_state.get(LOST)
    with st.expander(_("A number card is lost"), expanded=asked is not None):
        st.caption(_("SOP locker, step 9: ask for the name written down for the bag before giving it back."))
        result = entry_form(
            desk.desk_id,
            "lost_card",
            (
                Field("locker_no", _("Locker number"), required=True, width="narrow", value=asked or ""),
                Field("confirmed_name", _("Name the visitor states"), required=True),
            ),
            submit_label=_("Record the loss"),
        )
        if result.answered:
            if result.answered.get("is_saved"):
                st.session_state.pop(LOST, None)
            st.rerun()
