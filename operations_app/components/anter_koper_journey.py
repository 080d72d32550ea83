"""The acts of the journey: departure, arrival, counting at the site, photos, the way back."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.anter_koper_act import carry_out, form_of, pin_input
from operations_app.components.anter_koper_forms import heap
from operations_app.components.scan_box import ready, scan_box
from operations_app.components.upload_field import upload_field
from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import Request
from operations_app.desk.anter_koper_papers import copies_aboard, copies_at_site
from operations_app.desk.anter_koper_scan import AnterKoperDesk
from operations_app.desk.uploads import kept
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import number, translator

_ = translator("operations_app")


def depart_form(who: Visitor, one: Request) -> None:
    name = f"depart:{one.trip_id}"
    form = form_of(name)
    with st.form(form, border=False):
        km = st.number_input(_("Kilometres on the clock"), 0, 2_000_000, None, key=f"km:{form}", width=240)
        if st.form_submit_button(_("Depart now"), type="primary", icon=":material/directions_car:") and carry_out(
            who, name, lambda hand: acts.depart(hand, one, km), _("On the way. The journey's clock runs.")
        ):
            st.rerun()


def arrive_form(who: Visitor, one: Request) -> None:
    name = f"arrive:{one.case_id}"
    form_of(name)
    if st.button(_("Arrived at the site"), type="primary", icon=":material/location_on:", key=name) and carry_out(
        who, name, lambda hand: acts.arrive(hand, one), _("Arrived. The counting's clock runs.")
    ):
        st.rerun()


def count_form(who: Visitor, one: Request) -> None:
    """What is scanned on the vehicle stays here; what is scanned at the site comes back. One tap writes the evidence."""

    def counting() -> None:
        desk = desk_of_tab(who, AnterKoperDesk)
        desk.turn_to(one.trip_id, one.site_id)
        answer = desk.last_answer.as_data(who.now()) if desk.last_answer else ready()
        scan_box(
            desk.desk_id, name="anter_koper_count", label=_("Scan what stays here, and what comes back"), answer=answer,
            show_clock=False,
        )  # fmt: skip
        left, right = st.columns(2)
        with left:
            heap(_("Stays here"), list(desk.out.items()))
        with right:
            heap(_("Comes back"), list(desk.back.items()))
        lying = [(no, title) for no, title in copies_at_site(who.db, one.site_id) if no not in desk.back]
        name = f"count:{one.case_id}"
        form = form_of(name)
        with st.form(form, border=False):
            titles = dict(lying)
            lost = st.multiselect(
                _("Lost at the site"), list(titles), format_func=lambda no: f"{titles[no]} ({no})", key=f"lost:{form}"
            ) if lying else []  # fmt: skip
            pin = pin_input(form)
            label = _("Hand over {count} books and write the evidence", count=number(len(desk.out)))
            if st.form_submit_button(label, type="primary") and carry_out(
                who, name, lambda hand: acts.count_and_hand_over(hand, one, list(desk.out), list(desk.back), lost, pin),
                _("Counted. The loan evidence is written; the site signs it below."),
            ):  # fmt: skip
                desk.clear()
                st.rerun()

    shell.fragment(counting)()  # a scan draws this part only


def photos_form(who: Visitor, one: Request) -> None:
    name = f"photos:{one.case_id}"
    form = form_of(name)
    given = upload_field(_("Photo of the activity"), f"file:{form}")
    if st.button(_("Keep the photo"), type="primary", disabled=not given, key=f"keep:{form}") and carry_out(
        who, name, lambda hand: acts.keep_photo(hand, one, kept(who.db.settings, given[0])), _("The photo is on file.")
    ):
        st.rerun()
    if one.next_act == "photos":
        with st.expander(_("Back at the office already")):
            back_form(who, one)


def back_form(who: Visitor, one: Request) -> None:
    aboard = copies_aboard(who.db, one.trip_id or "")
    if aboard:
        pieces.show(pieces.heading(_("On the vehicle: {count}", count=number(len(aboard)))))
    name = f"back:{one.trip_id}"
    form = form_of(name)
    with st.form(form, border=False):
        km = st.number_input(_("Kilometres on the clock"), 0, 2_000_000, None, key=f"km:{form}", width=240)
        if st.form_submit_button(_("Back at the office"), type="primary", icon=":material/home:") and carry_out(
            who, name, lambda hand: acts.come_back(hand, one, km), _("Back. The recheck is next.")
        ):
            st.rerun()


def wait_form(who: Visitor, one: Request, stops: list[Request]) -> None:
    names = ", ".join(stop.name for stop in stops if stop.next_act in ("arrive", "hand_over"))
    st.caption(_("The trip goes on: {names}", names=names))
    with st.expander(_("Back at the office already")):
        back_form(who, one)
