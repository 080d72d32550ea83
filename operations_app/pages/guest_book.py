"""The staffed guest book: cards by scanning, guests and groups by a short form."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form
from operations_app.components.guest_fields import group_fields, guest_fields, locker_field
from operations_app.components.outcome import say_after_rerun, say_once, was_carried_out
from operations_app.components.paper_addresses import link, number_slip
from operations_app.components.scan_box import ready, scan_box
from operations_app.components.visit_number import number_panel
from operations_app.desk import carry_out
from operations_app.desk.answer import Answer
from operations_app.desk.guest_book import GuestBookDesk, leave_question
from operations_app.desk.visits import latest_visits, Visit
from operations_app.desk.words import reason_name
from operations_app.tabs import desk_of_tab, form_shown, next_turn, send, turn
from warehouse.i18n import local_time, translator
from warehouse.ids import new_id
from warehouse.records.models import REASON_CODES

_ = translator("operations_app")


def show() -> None:
    st.title(_("Guest book"))
    _desk()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, GuestBookDesk)
    kinds = {"member": _("Member"), "guest": _("Guest"), "group": _("Group")}
    top = st.container(horizontal=True, vertical_alignment="bottom")
    with top:
        kind = st.segmented_control(
            _("Visitor"),
            list(kinds),
            format_func=kinds.__getitem__,
            default="member",
            key="visitor_kind",
            label_visibility="collapsed",
        )
    if kind in (None, "member"):
        with top:
            desk.purpose = st.selectbox(
                _("Purpose of the next visits"), who.agency.lists.purposes, index=None, key="purpose",
                placeholder=_("Purpose: not asked"), label_visibility="collapsed", width=300,
            )  # fmt: skip
        now = who.now()
        triggered = scan_box(
            desk.desk_id,
            name="guest_book",
            label=_("Scan a member card"),
            answer=desk.last_answer.as_data(now)
            if desk.last_answer
            else ready(_("A card registers the visit at once.")),
        )
        restart = bool(triggered and triggered.get("restart"))
    else:
        fields = group_fields(who.agency) if kind == "group" else (*guest_fields(who.agency), locker_field())
        with st.container(border=True):
            result = entry_form(desk.desk_id, kind, fields, submit_label=_("Register the visit"), take_focus=True)
        restart = bool(result.answered and result.answered.get("restart"))
    if restart:
        shell.rerun()
    if kind in (None, "member"):
        _repeat(who, desk)
    if desk.registered:
        pieces.show(number_panel(desk.registered))
    _latest(who)


def _repeat(who: shell.Visitor, desk: GuestBookDesk) -> None:
    """A card registered a little while ago: one tap says that the visitor has come again."""
    if not desk.repeat_of:
        return
    with st.container(horizontal=True):
        st.button(
            _("Register a new visit"), type="primary", icon=":material/person_add:", key="repeat_yes",
            on_click=_come_again, args=(who, desk),
        )  # fmt: skip
        st.button(_("It is the same visit"), key="repeat_no", on_click=_same_visit, args=(desk,))


@shell.acting
def _come_again(who: shell.Visitor, desk: GuestBookDesk) -> None:
    if desk.repeat_of:
        carry_out.scan(who.db, desk, desk.repeat_of, None, who.now(), new_id())


@shell.acting
def _same_visit(desk: GuestBookDesk) -> None:
    leave_question(desk)
    desk.keep(new_id(), Answer("idle", _("Scan a member card.")))


def _latest(who: shell.Visitor) -> None:
    st.header(_("Registered last"))
    say_once()
    listed = latest_visits(who.db, who.point.code, who.now())
    if not listed:
        pieces.empty(_("Nobody has registered yet today."))
        return
    kinds = {"member": _("Member"), "guest": _("Guest"), "group": _("Group")}
    pieces.show(
        pieces.table(
            (_("No."), _("Time"), _("Name"), _("Visitor"), _("Purpose"), _("People"), ""),
            (
                (
                    str(one.visit_no or "–"),
                    local_time(one.visited_at, who.zone),
                    pieces.with_sub(one.name, one.institution) if one.institution else one.name,
                    kinds.get(one.visitor_type, one.visitor_type),
                    one.purpose or "–",
                    str(one.head_count),
                    link(number_slip(one.visit_id), _("Print the number")) if one.visit_no else "",
                )
                for one in listed
            ),
            right=(0, 5),
        )
    )
    _cancel(who, listed)


def _cancel(who: shell.Visitor, listed: list[Visit]) -> None:
    """A registration made by mistake: it stays on record and leaves the figures."""
    if not who.may("cancel_visit"):
        return
    form = turn("cancel_visit")
    form_shown(form)
    names = {one.visit_id: f"{local_time(one.visited_at, who.zone)} · {one.name}" for one in listed}
    with st.expander(_("A visit was registered by mistake")), st.form(form, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            visit_id = st.selectbox(
                _("Visit"), list(names), format_func=names.__getitem__, index=None, key=f"visit:{form}",
                placeholder=_("Choose the visit"),
            )  # fmt: skip
            reason_code = st.selectbox(_("Reason"), REASON_CODES, format_func=reason_name, key=f"reason:{form}")
            is_sent = st.form_submit_button(_("Cancel the registration"))
        if not is_sent:
            return
        if visit_id is None:
            st.error(_("Choose the visit"), icon=":material/error:")
            return
        outcome = send(who, form, "cancel_visit", visit_id=visit_id, reason_code=reason_code)
        if was_carried_out(outcome):
            next_turn("cancel_visit")
            desk_of_tab(who, GuestBookDesk).registered = None
            say_after_rerun(_("Cancelled: {visit}", visit=names[visit_id]))
            shell.rerun()
