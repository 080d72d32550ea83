"""The run sheet at the garage: the load is scanned before the journey; what came back is looked through after it."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.next_step import next_step, Tap
from operations_app.components.run_sheet_panels import missing_list
from operations_app.components.scan_box import ready, scan_box
from operations_app.desk.run_sheet import tap_id
from operations_app.desk.run_sheet_acts import missing_of
from operations_app.desk.run_sheet_desk import RunSheetDesk
from operations_app.desk.run_sheet_lookups import aboard, TripSeen
from operations_app.shell import Visitor
from warehouse.i18n import number, translator

_ = translator("operations_app")

LOAD_MODE = "run_sheet_load"


def scan_line(who: Visitor, desk: RunSheetDesk, label: str) -> None:
    """The sheet's scan box. It takes no focus, or the phone's keyboard would cover the sheet; a scanner reaches it."""
    triggered = scan_box(
        desk.desk_id, name="run_sheet", label=label, show_clock=False, take_focus=False,
        answer=desk.last_answer.as_data(who.now()) if desk.last_answer else ready(),
    )  # fmt: skip
    if triggered and triggered.get("restart"):
        shell.rerun()


def loading(who: Visitor, desk: RunSheetDesk, trip: TripSeen) -> None:
    """Every copy that goes along is scanned onto the vehicle, each at once."""
    modes = {"load": _("Load"), "unload": _("Take off again")}
    if desk.mode not in modes:
        desk.mode = "load"
    with st.container(key="sheet_load", gap="small"):
        st.header(_("On the vehicle: {count} copies", count=number(trip.aboard)))
        chosen = st.segmented_control(
            _("What is scanned"), list(modes), format_func=modes.__getitem__, default=desk.mode, key=LOAD_MODE,
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        desk.mode = "unload" if chosen == "unload" else "load"
        scan_line(who, desk, _("Scan a copy"))


def recheck(who: Visitor, desk: RunSheetDesk, trip: TripSeen, *, has_stock_paper: bool) -> None:
    """What came back is scanned; what the record still has on the vehicle is named; then it goes back to the shelf."""
    desk.mode = "recheck"
    known = aboard(who.db, trip.trip_id)
    missing = missing_of(who.db, desk)
    with st.container(key="sheet_recheck", gap="small"):
        if not known:
            pieces.empty(_("Nothing is on the vehicle any more."))
            return
        found = len(known) - len(missing)
        st.header(_("Found again: {found} of {count}", found=number(found), count=number(len(known))))
        scan_line(who, desk, _("Scan what came back"))
        if missing:
            with st.expander(_("Not found yet: {count}", count=number(len(missing))), expanded=bool(found)):
                pieces.show(missing_list(missing.items()))
        if not has_stock_paper:
            st.caption(_("Make the stock record first; then the copies go back to the shelf."))
            return
        if found:
            _unload(desk, trip, found, is_all=False)
        if missing:
            _unload(desk, trip, len(known), is_all=True)


def _unload(desk: RunSheetDesk, trip: TripSeen, count: int, *, is_all: bool) -> None:
    label = (
        _("All {count} to the shelf without scanning", count=number(count))
        if is_all
        else _("{count} found copies to the shelf", count=number(count))
    )
    tap = Tap(
        tap_id("unload", trip.trip_id, is_all, trip.aboard, count), "unload", label, {"all": "1" if is_all else "0"},
        is_primary=False,
    )  # fmt: skip
    next_step(desk.desk_id, tap, name="unload_all" if is_all else "unload_found")
