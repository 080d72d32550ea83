"""The month: a calendar of the trips, the form for a new one, and the month's schedule as a paper."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import escape

import streamlit as st

from operations_app.components import pieces
from operations_app.components.anter_koper_act import carry_out, form_of, pin_input
from operations_app.components.anter_koper_board import ASKED, CHOSEN_SITE
from operations_app.components.paper_panel import paper_address
from operations_app.desk import anter_koper_acts as acts
from operations_app.desk.anter_koper import Request
from operations_app.desk.anter_koper_month import (
    bounds,
    officers,
    PlannedTrip,
    schedule_carrier,
    trips_of_month,
    vehicles,
    weeks,
)
from operations_app.shell import Visitor
from warehouse.clock import local_day
from warehouse.i18n import local_date, local_time, N_, translator

_ = translator("operations_app")

MONTH, MAKING = "anter_koper_month", "anter_koper_making_since"
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def month_view(who: Visitor, requests: list[Request]) -> None:
    today = local_day(who.now(), who.zone)
    month: date = st.session_state.setdefault(MONTH, today.replace(day=1))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("", icon=":material/chevron_left:", key="month_before", help=_("The month before")):
            st.session_state[MONTH] = (month - timedelta(days=1)).replace(day=1)
            st.rerun()
        st.html(f'<p class="p-month">{escape(local_date(month, "MMMM yyyy"))}</p>')
        if st.button("", icon=":material/chevron_right:", key="month_after", help=_("The month after")):
            st.session_state[MONTH] = bounds(month)[1] + timedelta(days=1)
            st.rerun()
    trips = trips_of_month(who.db, who.point.code, month)
    if who.may("schedule_trip"):
        _new_trip(who, [one for one in requests if one.is_open and one.next_act == "schedule"], month, today)
        _paper(who, month)
    pieces.show(pieces.Html(_calendar(who, month, trips, today)))


def _new_trip(who: Visitor, waiting: list[Request], month: date, today: date) -> None:
    """Opening the form begins the step: making the schedule is measured from here."""
    began: datetime | None = st.session_state.get(MAKING)
    if not waiting:
        pieces.empty(_("No surveyed site waits for a day. The survey comes before the schedule."))
        return
    if began is None and CHOSEN_SITE not in st.session_state:
        label = _("Make the schedule ({count} sites wait)", count=len(waiting))
        if st.button(label, type="primary", icon=":material/edit_calendar:", key="make_schedule"):
            st.session_state[MAKING] = who.now()
            st.rerun()
        return
    began = st.session_state.setdefault(MAKING, who.now())
    form = form_of("schedule")
    names = {one.site_no: one.name for one in waiting}
    people = officers(who.db, who.point.code)
    with st.form(form, border=True):
        day, vehicle, crew = st.columns([1.4, 1.4, 3])
        first = max(today, bounds(month)[0])
        planned: date = day.date_input(_("Day"), first, min_value=today, format="DD/MM/YYYY", key=f"day:{form}")
        cars = vehicles(who.db, who.point.code)
        vehicle_no = vehicle.selectbox(_("Vehicle"), cars, key=f"vehicle:{form}")
        labels = {one.login: one.name if one.licence_until else _("{name} (no SIM A)", name=one.name) for one in people}
        team = crew.multiselect(
            _("Crew"), list(labels), default=[who.login] if who.login in labels else [], format_func=labels.__getitem__,
            key=f"crew:{form}", placeholder=_("Choose the officers"),
        )  # fmt: skip
        chosen = st.session_state.get(CHOSEN_SITE)
        sites = st.multiselect(
            _("Sites, in visiting order"), list(names), default=[chosen] if chosen in names else [],
            format_func=names.__getitem__, key=f"sites:{form}", placeholder=_("Choose the sites"),
        )  # fmt: skip
        overrule = st.text_input(
            _("Reason for a second visit in the month (only then)"), max_chars=500, key=f"why:{form}"
        )
        if st.form_submit_button(_("Put on the schedule"), type="primary") and carry_out(
            who, "schedule",
            lambda hand: acts.schedule(
                hand, planned_on=planned, vehicle_no=vehicle_no or "", crew=team, site_nos=sites, overrule=overrule,
                begun=began,
            ),
            _("The trip is on the schedule."),
        ):  # fmt: skip
            st.session_state[MONTH] = planned.replace(day=1)
            st.session_state.pop(CHOSEN_SITE, None)
            if len(sites) == len(waiting):
                st.session_state.pop(MAKING, None)
            st.rerun()
    st.caption(_("Running since {time}.", time=local_time(began, who.zone)))


def _paper(who: Visitor, month: date) -> None:
    """The schedule is issued once a month, when its trips are planned."""
    carrier = schedule_carrier(who.db, who.point.code, month)
    if carrier is None:
        return
    if carrier.document_id:
        st.link_button(_("Schedule of the month (PDF)"), paper_address(carrier.document_id), icon=":material/print:")
        return
    name = f"publish:{carrier.case_id}"
    form = form_of(name)
    with st.form(form, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        pin = pin_input(form)
        if st.form_submit_button(_("Issue the schedule of the month")) and carry_out(
            who, name, lambda hand: acts.publish_schedule(hand, carrier.case_id, pin), _("The schedule is issued.")
        ):
            st.rerun()


def _calendar(who: Visitor, month: date, trips: list[PlannedTrip], today: date) -> str:
    head = "".join(f'<th scope="col">{escape(_(day))}</th>' for day in WEEKDAYS)
    body = ""
    for week in weeks(month):
        body += "<tr>" + "".join(_day(who, day, month, trips, today) for day in week) + "</tr>"
    return f'<table class="p-month-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _day(who: Visitor, day: date, month: date, trips: list[PlannedTrip], today: date) -> str:
    kinds = []
    if day.month != month.month:
        kinds.append("other")
    if not who.agency.calendar.is_working_day(day):
        kinds.append("off")
    if day == today:
        kinds.append("today")
    why = who.agency.calendar.day_off(day)
    named = f"<em>{escape(why)}</em>" if why and day.month == month.month else ""
    drawn = "".join(_trip(trip) for trip in trips if trip.planned_on == day)
    return f'<td class="{" ".join(kinds)}"><span>{day.day}</span>{named}{drawn}</td>'


def _trip(trip: PlannedTrip) -> str:
    state = "done" if trip.is_finished else "out" if trip.is_started else ""
    stops = "".join(
        f'<a href="?{ASKED}={stop.case_id}" target="_self">{escape(stop.site_name)}</a>' for stop in trip.stops
    )
    return f'<div class="trip {state}"><b>{escape(trip.vehicle_no)}</b> <small>{escape(trip.crew)}</small>{stops}</div>'
