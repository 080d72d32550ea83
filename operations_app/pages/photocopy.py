"""Photocopies (SOP photocopy): begun in the reading room, copied here, outside against a note, the book back in its room."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form
from operations_app.components.measurement_strip import measurement_strip
from operations_app.components.outcome import say_once
from operations_app.components.paper_links import note_link
from operations_app.components.photocopy_fields import finish_fields, hold_fields
from operations_app.components.photocopy_lists import copying_list, notes_list, reshelve_list
from operations_app.components.receipt import receipt_panel
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import photocopy
from operations_app.desk.photocopy import back_by, begin, PhotocopyDesk, Place, price_idr, set_mode
from operations_app.desk.photocopy_cases import at_stage, next_note_no, notes_out, photocopy_cases, PhotocopyCase
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, key_of, next_turn, turn
from warehouse.errors import Refused
from warehouse.i18n import local_time, translator

_ = translator("operations_app")

REFRESH_S = 3
DRAWN = "photocopies_drawn"


def show() -> None:
    st.title(_("Photocopy"))
    _desk()
    _under_way()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, PhotocopyDesk)
    measurement_strip(who, desk, "start_photocopy", "hold_identity")
    tasks = [
        ("inside", _("Copied here"), _inside, who.may("finish_photocopy")),
        ("begin", _("Begin"), _begin, who.may("start_photocopy")),
        ("hold", _("Note out"), _hold, who.may("hold_identity")),
        ("release", _("Note back"), _release, who.may("release_identity")),
        ("reshelve", _("Book back in the room"), _reshelve, who.may("reshelve")),
    ]
    shown = {code: (name, draw) for code, name, draw, is_for in tasks if is_for}
    task = st.segmented_control(
        _("Task"), list(shown), format_func=lambda one: shown[one][0], default=next(iter(shown)), required=True,
        key="photocopy_task", label_visibility="collapsed",
    )  # fmt: skip
    say_once()
    st.session_state[DRAWN] = _state_of(photocopy_cases(who.db, who.point.code))
    shown[task][1](who, desk)


def _begin(who: Visitor, desk: PhotocopyDesk) -> None:
    """SOP photocopy, steps 2–3."""
    set_mode(desk, "begin")
    _box(who, desk, _("Scan the book, the member card or the visitor slip"))
    form = turn("begin_photocopy")
    form_shown(form)
    with st.container(horizontal=True):
        here = st.button(_("Copied here"), type="primary", icon=":material/print:", key=f"inside:{form}")
        outside = st.button(_("Copied outside"), icon=":material/directions_walk:", key=f"outside:{form}")
        if desk.begun_at and st.button(
            _("Start over"), icon=":material/close:", type="tertiary", key="photocopy_give_up"
        ):
            photocopy.give_up(desk)
            shell.rerun()
    if here or outside:
        _begun(who, desk, "inside" if here else "outside", form)


def _begun(who: Visitor, desk: PhotocopyDesk, place: Place, form: str) -> None:
    try:
        answer = begin(who.db, desk, place, who.now(), key_of(form))
    except Refused as refusal:
        st.error(refusal.sentence(), icon=":material/error:")
        return
    desk.keep(key_of(form), answer)
    next_turn("begin_photocopy")
    shell.rerun()


def _inside(who: Visitor, desk: PhotocopyDesk) -> None:
    """SOP photocopy, step 4."""
    copying = at_stage(photocopy_cases(who.db, who.point.code), "copying")
    if copying:
        each_idr = price_idr(who.db, who.point.code, who.now())
        with st.container(border=True):
            entry_form(
                desk.desk_id, "finish", finish_fields(copying, each_idr, who.zone),
                submit_label=_("Save and give the receipt"), take_focus=True,
            )  # fmt: skip
    else:
        pieces.empty(_("Nobody is copying. A photocopy is begun in the reading room."))
    if desk.receipt:
        pieces.show(receipt_panel(desk.receipt, who.zone))


def _hold(who: Visitor, desk: PhotocopyDesk) -> None:
    """SOP photocopy, steps 5–6."""
    waiting = at_stage(photocopy_cases(who.db, who.point.code), "to_hold")
    if waiting:
        until = local_time(back_by(who.db, who.point.code, who.now()), who.zone)
        with st.container(border=True):
            entry_form(
                desk.desk_id, "hold", hold_fields(waiting, next_note_no(who.db, who.point.code), until, who.zone),
                submit_label=_("Keep the document and give the note"), take_focus=True,
            )  # fmt: skip
    else:
        pieces.empty(_("Nobody goes out to copy. The reading room begins it with “Copied outside”."))
    if desk.noted:
        st.success(_("Note {no} for {name}.", no=desk.noted["note_no"], name=desk.noted["name"]))
        note_link(desk.noted["case_id"], "note:last")


def _release(who: Visitor, desk: PhotocopyDesk) -> None:
    """SOP photocopy, step 7."""
    set_mode(desk, "release")
    _box(who, desk, _("Scan the note, or type its number"))


def _reshelve(who: Visitor, _desk: PhotocopyDesk) -> None:
    """SOP photocopy, step 8: one tap when the book is back; the case ends."""
    reshelve_list(who, at_stage(photocopy_cases(who.db, who.point.code), "to_reshelve"))


@shell.fragment(run_every=REFRESH_S)
def _under_way() -> None:
    """What goes on meanwhile: beside the desk, not in it, so that it never takes a click of the desk away."""
    who = shell.visitor()
    cases = photocopy_cases(who.db, who.point.code)
    if st.session_state.get(DRAWN) not in (None, _state_of(cases)):
        st.rerun()  # another desk has begun or ended one: the forms here offer it, what was typed stays
    if who.may("start_photocopy") or who.may("finish_photocopy"):
        copying_list(cases, who.now(), who.zone)
    if who.may("hold_identity"):
        notes_list(notes_out(cases, who.now()), who.now(), who.zone)


def _state_of(cases: list[PhotocopyCase]) -> tuple[tuple[str, str], ...]:
    return tuple((case.case_id, case.stage) for case in cases)


def _box(who: Visitor, desk: PhotocopyDesk, label: str) -> None:
    now = who.now()
    answer = desk.last_answer.as_data(now) if desk.last_answer else ready()
    triggered = scan_box(desk.desk_id, name=f"photocopy_{desk.mode}", label=label, answer=answer)
    if triggered and triggered.get("restart"):
        shell.rerun()
