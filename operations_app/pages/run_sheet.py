"""The run sheet of a trip, made for a phone: one big button is the next step of the SOP; what belongs to it stands below."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from operations_app import runtime, shell
from operations_app.components import pieces
from operations_app.components.next_step import next_step
from operations_app.components.run_sheet_home import loading, recheck
from operations_app.components.run_sheet_later import afterwards_banner, all_steps, enter_afterwards
from operations_app.components.run_sheet_next import next_tap, put_off_tap
from operations_app.components.run_sheet_panels import trip_line
from operations_app.components.run_sheet_papers import trip_papers
from operations_app.components.run_sheet_stop import at_the_stop
from operations_app.desk.run_sheet import load_is_due, Sheet
from operations_app.desk.run_sheet_desk import desk_id_of, RunSheetDesk
from operations_app.desk.run_sheet_lookups import services_of, sheet_of, trip_of, trips_to_do, TripSeen
from operations_app.desk.run_sheet_papers import papers_of, TripPaper
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import translator

_ = translator("operations_app")

ASKED = "perjalanan"


def show() -> None:
    st.title(_("Run sheet"))
    _sheet()


@shell.fragment
def _sheet() -> None:
    who = shell.visitor()
    services = services_of(who.session.roles)
    asked = _asked()
    trip = trip_of(who.db, who.agency.code, services, asked) if asked else None
    with st.container(key="run_sheet"):
        if trip is None or trip.cancelled_for:
            _choose(who, services)
        else:
            _one(who, trip)


def _asked() -> str | None:
    """The trip that the address names; anything that is no id is left aside."""
    try:
        return str(UUID(st.query_params.get(ASKED, "")))
    except ValueError:
        return None


def _choose(who: Visitor, services: list[str]) -> None:
    today = local_day(who.now(), who.zone)
    trips = trips_to_do(who.db, who.agency.code, services, today)
    mine = [trip for trip in trips if any(one.login == who.login for one in trip.crew)]
    others = [trip for trip in trips if trip not in mine]
    if not trips:
        pieces.empty(_("No trip is planned for today, and none is left open. Plan one on the page of trips."))
    for trip in [*mine, *others]:
        with st.container(border=True, key=f"trip:{trip.trip_id}", gap="small"):
            pieces.show(trip_line(trip, with_day=trip.planned_on != today))
            label = _("Go on") if trip.case_id else _("Choose this trip")
            if st.button(label, key=f"choose:{trip.trip_id}", type="primary" if trip in mine else "secondary",
                         width="stretch"):  # fmt: skip
                st.query_params[ASKED] = trip.trip_id
                shell.rerun()


def _one(who: Visitor, trip: TripSeen) -> None:
    desk = _desk(who, trip)
    sheet = sheet_of(who.db, trip, desk.put_off, who.now())
    papers = papers_of(who.db, trip.case_id) if trip.case_id else []
    pieces.show(trip_line(trip, with_day=trip.planned_on != local_day(who.now(), who.zone)))
    afterwards_banner(who, desk)
    _next(who, desk, trip, sheet, papers)
    _panel(who, desk, trip, sheet, papers)
    trip_papers(who, trip, papers)
    all_steps(who, desk, sheet)
    enter_afterwards(desk, trip, sheet)
    if st.button(_("Another trip"), icon=":material/arrow_back:", type="tertiary", key="run_sheet_other"):
        del st.query_params[ASKED]
        shell.rerun()


def _desk(who: Visitor, trip: TripSeen) -> RunSheetDesk:
    """The account's sheet of this trip, the same after the phone has loaded the page again."""
    desks = runtime.get().desks
    desk_id = desk_id_of(trip.trip_id, who.login, who.point.code)
    known = desks.find(desk_id, who.login)
    if isinstance(known, RunSheetDesk):
        return known
    return desks.open(RunSheetDesk(who.login, who.point.code, desk_id=desk_id, trip_id=trip.trip_id), who.now())


def _next(who: Visitor, desk: RunSheetDesk, trip: TripSeen, sheet: Sheet, papers: list[TripPaper]) -> None:
    """The big button; not while everything is entered afterwards."""
    if desk.afterwards:
        return
    if sheet.next is None:
        st.success(_("Every step is on record."), icon=":material/check_circle:")
        return
    tap = next_tap(trip, sheet, sheet.next, papers, who.now())
    seq = desk.last_answer.seq if desk.last_answer else 0
    with st.container(border=True, key="sheet_next"):
        answered = next_step(desk.desk_id, tap, name="sheet", later=put_off_tap(trip, sheet.next, seq)).answered
    if answered and answered.get("restart"):
        shell.rerun()


def _panel(
    who: Visitor, desk: RunSheetDesk, trip: TripSeen, sheet: Sheet, papers: list[TripPaper]
) -> None:  # fmt: skip
    if trip.case_id is None:
        return
    if sheet.phase == "home":
        if trip.aboard or desk.afterwards or load_is_due(sheet):
            loading(who, desk, trip)
    elif sheet.phase == "out":
        at_the_stop(who, desk, trip, sheet, papers)
    elif trip.aboard or sheet.phase == "back":
        has_stock_paper = any(one.document_kind == "stock_ba" and not one.is_void for one in papers)
        recheck(who, desk, trip, has_stock_paper=has_stock_paper or trip.is_closed)
