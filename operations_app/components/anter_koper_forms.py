"""The acts before and after the journey: decision, survey, equipment, load, report. Each form, one act of the desk."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.anter_koper_act import carry_out, form_of, pin_input
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import Request
from operations_app.desk.anter_koper_begun import begun_at
from operations_app.desk.anter_koper_papers import copies_aboard
from operations_app.desk.anter_koper_scan import AnterKoperDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import local_time, number, translator

_ = translator("operations_app")

NOTE_MAX, BODY_MAX = 500, 4000


def decide_form(who: Visitor, one: Request) -> None:
    if not who.may("approve_request"):
        pieces.empty(_("This request waits for the head of division."))
        return
    yes, no = st.columns(2, gap="large")
    with yes:
        form = form_of(f"approve:{one.case_id}")
        with st.form(form, border=False):
            pin = pin_input(form, _("Your PIN (signs the approval)"))
            if st.form_submit_button(_("Approve"), type="primary", icon=":material/check:") and carry_out(
                who, f"approve:{one.case_id}", lambda hand: acts.approve(hand, one.case_id, pin),
                _("Approved. The survey is next: one working day."),
            ):  # fmt: skip
                st.rerun()
    with no:
        form = form_of(f"decline:{one.case_id}")
        with st.form(form, border=False):
            reason = st.text_input(_("Why not"), max_chars=NOTE_MAX, key=f"reason:{form}")
            if st.form_submit_button(_("Decline"), icon=":material/close:") and carry_out(
                who, f"decline:{one.case_id}", lambda hand: acts.decline(hand, one.case_id, reason),
                _("Declined. The case is closed with its reason."),
            ):  # fmt: skip
                st.rerun()


def survey_form(who: Visitor, one: Request) -> None:
    if not who.may("survey_site"):
        pieces.empty(_("This request waits for the survey by the technical officer."))
        return
    if one.unsuitable_at:
        st.warning(_("The last survey found the site unsuitable. Survey it again, or give the request up."))
    name = f"survey:{one.case_id}"
    form = form_of(name)
    with st.form(form, border=False):
        suits, people, latitude, longitude = st.columns([2.4, 1.4, 1.4, 1.4])
        answers = {"yes": _("Suitable"), "no": _("Not suitable")}
        suitable = suits.radio(
            _("The site is"), list(answers), format_func=answers.__getitem__, horizontal=True, key=f"suitable:{form}"
        )
        served = people.number_input(
            _("How many people"), 0, 1_000_000, one.people_served or None, key=f"people:{form}"
        )
        north = latitude.number_input(_("Latitude"), -11.5, 6.5, None, format="%.5f", key=f"lat:{form}")
        east = longitude.number_input(_("Longitude"), 94.5, 141.5, None, format="%.5f", key=f"lon:{form}")
        findings = st.text_input(
            _("What was found and agreed"), max_chars=NOTE_MAX, key=f"findings:{form}",
            placeholder=_("Room, access for the vehicle, who receives the books"),
        )  # fmt: skip
        pin = pin_input(form)
        if st.form_submit_button(_("Save the survey"), type="primary") and carry_out(
            who, name,
            lambda hand: acts.survey(
                hand, one.case_id, is_suitable=suitable == "yes", findings=findings, people_served=served, latitude=north,
                longitude=east, pin=pin,
            ),
            _("The survey is on record."),
        ):  # fmt: skip
            st.rerun()
    if one.unsuitable_at:
        give_up_button(who, one)


def give_up_button(who: Visitor, one: Request) -> None:
    name = f"give_up:{one.case_id}"
    form_of(name)
    if st.button(_("Give the request up"), icon=":material/block:", key=name) and carry_out(
        who, name, lambda hand: acts.give_up(hand, one.case_id), _("The case is closed.")
    ):
        st.rerun()


def equipment_form(who: Visitor, one: Request) -> None:
    """Begun by a tap, done by a tap, once for all stops of the trip."""
    began = begun_at(who.db, one.case_id, "equipment")
    name = f"equipment:{one.trip_id}"
    form_of(name)
    st.caption(_("Forms, receipts of loans and returns, the books that were asked for."))
    with st.container(horizontal=True):
        if began is None and st.button(
            _("Begin now"), type="primary", icon=":material/play_arrow:", key=f"begin:{name}"
        ):
            carry_out(who, name, lambda hand: acts.equipment_begins(hand, one), _("The clock of the equipment runs."))
            st.rerun()
        if st.button(
            _("Equipment is ready"),
            type="primary" if began else "secondary",
            icon=":material/check:",
            key=f"done:{name}",
        ) and carry_out(who, name, lambda hand: acts.equipment_ready(hand, one), _("The equipment is ready.")):
            st.rerun()
    _since(who, began)


def collection_form(who: Visitor, one: Request, stops: list[Request]) -> None:
    """The load is scanned onto the vehicle; what the schools are says which books suit them."""
    names = ", ".join(f"{stop.name} ({stop.level})" if stop.level else stop.name for stop in stops)
    st.caption(_("Choose by the level of the schools: {names}", names=names))

    def loading() -> None:
        desk = desk_of_tab(who, AnterKoperDesk)
        desk.turn_to(one.trip_id, None)
        _box(who, desk, _("Scan the books onto the vehicle"))
        aboard = copies_aboard(who.db, one.trip_id or "")
        name = f"collection:{one.trip_id}"
        form_of(name)
        label = _("Collection is ready ({count} books)", count=number(len(aboard)))
        pressed = st.button(label, type="primary", icon=":material/check:", key=f"done:{name}", disabled=not aboard)
        said = _("The collection is ready.")
        if pressed and carry_out(who, name, lambda hand: acts.collection_ready(hand, one), said):
            st.rerun()
        heap(_("On the vehicle"), aboard)

    shell.fragment(loading)()  # a scan draws this part only


def report_form(who: Visitor, one: Request) -> None:
    """SOP, printed 9: the books are counted again, then the report closes the case."""
    began = begun_at(who.db, one.case_id, "report")
    name = f"report:{one.case_id}"
    form = form_of(name)
    if began is None:
        begin = f"recheck:{one.case_id}"
        form_of(begin)
        if st.button(_("Begin the recheck"), type="primary", icon=":material/play_arrow:", key=begin):
            carry_out(who, begin, lambda hand: acts.recheck_begins(hand, one), _("The clock of the recheck runs."))
            st.rerun()
        return
    _since(who, began)
    _unload(who, one)
    with st.form(form, border=False):
        body = st.text_area(
            _("Activity report"), max_chars=BODY_MAX, height=110, key=f"body:{form}",
            placeholder=_("How it went; books that came in and went out; what the school asks for"),
        )  # fmt: skip
        pin = pin_input(form)
        if st.form_submit_button(_("Issue the report and close the case"), type="primary") and carry_out(
            who,
            name,
            lambda hand: acts.report(hand, one, body, pin),
            _("The activity report is issued; the case is closed."),
        ):
            st.rerun()


def _unload(who: Visitor, one: Request) -> None:
    """Books that came back are counted off the vehicle."""
    aboard = copies_aboard(who.db, one.trip_id or "") if one.trip_id else []
    if not aboard or one.trip_finished_at is None:
        return
    name = f"unload:{one.trip_id}"
    form_of(name)
    heap(_("Still on the vehicle"), aboard)
    if st.button(_("All of them are back on the shelf"), icon=":material/shelves:", key=name) and carry_out(
        who, name, lambda hand: acts.unload(hand, one.trip_id or ""), _("The vehicle is empty.")
    ):
        st.rerun()


def heap(title: str, copies: list[tuple[str, str]]) -> None:
    """A short list of copies."""
    if copies:
        pieces.show(pieces.heading(f"{title}: {number(len(copies))}"), pieces.listing((t, no, "") for no, t in copies))


def _box(who: Visitor, desk: AnterKoperDesk, label: str) -> None:
    answer = desk.last_answer.as_data(who.now()) if desk.last_answer else ready()
    scan_box(desk.desk_id, name="anter_koper", label=label, answer=answer, show_clock=False)


def _since(who: Visitor, began: datetime | None) -> None:
    if began is not None:
        st.caption(_("Running since {time}.", time=local_time(began, who.zone)))
    else:
        st.caption(_("Without its beginning the step is recorded, not timed."))
