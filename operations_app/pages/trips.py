"""Trips of the outreach services: the calendar, planning one, calling one off. What happens on the day: the run sheet."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_once
from operations_app.components.run_sheet_panels import service_name, trip_line
from operations_app.components.trip_forms import cancel_form, schedule_form
from operations_app.desk.run_sheet_lookups import services_of, trips_between, TripSeen
from operations_app.desk.trips import cancellation_name
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, number, translator

_ = translator("operations_app")

PERIOD, CHOSEN = "trips_period", "trips_shown"
RUN_SHEET = "/lembar-jalan?perjalanan="


def show() -> None:
    who = shell.visitor()
    st.title(_("Trips"))
    say_once()
    services = services_of(who.session.roles, planning=True)
    if not services:
        pieces.empty(_("Trips of ANTER KOPER are planned on its own page."))
        return
    calendar, plan = st.tabs([_("Calendar"), _("Plan a trip")])
    with calendar:
        _calendar(who, services)
    with plan:
        schedule_form(who, services)


def _calendar(who: Visitor, services: list[str]) -> None:
    today = local_day(who.now(), who.zone)
    periods = {
        "coming": (_("From today"), today, today + timedelta(days=60)),
        "week": (_("This week"), today - timedelta(days=today.weekday()), today + timedelta(days=6 - today.weekday())),
        "past": (_("Last 30 days"), today - timedelta(days=30), today - timedelta(days=1)),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = st.segmented_control(
            _("Period"), list(periods), format_func=lambda one: periods[one][0], default="coming", key=PERIOD,
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        chosen = None
        if len(services) > 1:
            chosen = st.selectbox(
                _("Service"), services, index=None, format_func=service_name, placeholder=_("Every service"),
                key=CHOSEN, label_visibility="collapsed", width=280,
            )  # fmt: skip
    _words, first, last = periods[period or "coming"]
    listed = trips_between(who.db, who.agency.code, [chosen] if chosen else services, first, last)
    if period == "coming":
        listed = [one for one in _left_open(who, services, today) if chosen in (None, one.service)] + listed
    if not listed:
        pieces.empty(_("No trip in this period. Plan one beside the calendar."))
        return
    cancelled = sum(one.cancelled_for is not None for one in listed)
    st.caption(_("{count} trips, {cancelled} cancelled", count=number(len(listed)), cancelled=number(cancelled)))
    for day, trips in groupby(listed, key=lambda one: one.planned_on):
        words = local_date(day, "full")
        pieces.show(pieces.heading(_("Today, {day}", day=words) if day == today else words))
        for trip in trips:
            _line(who, trip)


def _left_open(who: Visitor, services: list[str], today: date) -> list[TripSeen]:
    earlier = trips_between(who.db, who.agency.code, services, today - timedelta(days=60), today - timedelta(days=1))
    return [one for one in earlier if not one.is_over]


def _line(who: Visitor, trip: TripSeen) -> None:
    with st.container(border=True, key=f"trip:{trip.trip_id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            pieces.show(trip_line(trip))
            if trip.cancelled_for is None and who.may("open_trip"):
                st.link_button(_("Run sheet"), RUN_SHEET + trip.trip_id)
        if trip.cancelled_for:
            st.caption(cancellation_name(trip.cancelled_for))
        elif trip.left_at is None and who.may("cancel_trip"):
            with st.expander(_("Cancel the trip")):
                cancel_form(who, trip)
