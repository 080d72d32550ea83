"""Lockers: bags in and out and the inspection, with one scan box; the lockers as a picture; a lost number card."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk import locker
from operations_app.desk.answer import duration
from operations_app.desk.locker import LockerDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab
from warehouse.i18n import local_time, translator
from warehouse.records.lookups import LockerInUse, lockers

_ = translator("operations_app")

REFRESH_S = 10
LONG = timedelta(hours=5)


def show() -> None:
    st.title(_("Lockers"))
    _desk()
    _lost_card()


@shell.fragment
def _desk() -> None:
    who = shell.visitor()
    desk = desk_of_tab(who, LockerDesk)
    modes = [mode for mode, command in (("bags", "deposit_bag"), ("inspection", "inspect_visitor")) if who.may(command)]
    if len(modes) > 1:
        chosen = st.segmented_control(
            _("What is done here"),
            modes,
            format_func=_mode_name,
            default=desk.mode,
            key="locker_mode",
            label_visibility="collapsed",
        )
    else:
        chosen = modes[0]
    locker.set_mode(desk, "inspection" if chosen == "inspection" else "bags")
    now = who.now()
    label = _("Locker number, member card or name") if desk.mode == "bags" else _("Locker number or member card")
    triggered = scan_box(
        desk.desk_id,
        name="locker",
        label=label,
        answer=desk.last_answer.as_data(now) if desk.last_answer else ready(_how(desk)),
    )
    if triggered and triggered.get("restart"):
        shell.rerun()
    if desk.step and st.button(_("Start over"), icon=":material/close:", key="locker_give_up"):
        locker.give_up(desk)
        shell.rerun()
    _picture(who)


def _how(desk: LockerDesk) -> str:
    if desk.mode == "bags":
        return _("In: card or name, then the locker number. Out: the locker number, then Enter.")
    return _("The locker number, then Enter when the visitor has been inspected.")


def _mode_name(mode: str) -> str:
    return {"bags": _("Bags in and out"), "inspection": _("Inspection")}[mode]


def _picture(who: Visitor) -> None:
    now = who.now()
    used = {one.locker_no: one for one in lockers(who.db, who.point.code)}
    count = who.point.locker_count_on(now.astimezone(who.agency.zone).date())
    st.subheader(_("{used} of {count} lockers in use", used=len(used), count=count))
    if not count:
        pieces.empty(_("This service point has no lockers in the catalogue."))
        return
    st.html(
        '<div class="p-lockers">' + "".join(_one(who, str(n), used.get(str(n))) for n in range(1, count + 1)) + "</div>"
    )
    if used:
        with st.expander(_("Bags in the lockers")):
            pieces.show(
                pieces.table(
                    (_("Locker"), _("Name"), _("Since"), _("Held for")),
                    (
                        (
                            one.locker_no,
                            pieces.with_sub(one.name, one.member_no or _("guest")),
                            local_time(one.deposited_at, who.zone),
                            duration((now - one.deposited_at).total_seconds()),
                        )
                        for one in used.values()
                    ),
                )
            )


def _one(who: Visitor, number: str, bag: LockerInUse | None) -> str:
    if bag is None:
        return "<div>" + number + "<small>" + escape(_("free")) + "</small></div>"
    style = "used long" if who.now() - bag.deposited_at > LONG else "used"
    return f'<div class="{style}">{number}<small>{local_time(bag.deposited_at, who.zone)}</small></div>'


def _lost_card() -> None:
    who = shell.visitor()
    if not who.may("report_lost_locker_card"):
        return
    desk = desk_of_tab(who, LockerDesk)
    with st.expander(_("A number card is lost")):
        st.caption(_("SOP locker, step 9: ask for the name written down for the bag before giving it back."))
        result = entry_form(
            desk.desk_id,
            "lost_card",
            (
                Field("locker_no", _("Locker number"), required=True, width="narrow"),
                Field("confirmed_name", _("Name the visitor states"), required=True),
            ),
            submit_label=_("Record the loss"),
        )
        if result.answered:
            st.rerun()
