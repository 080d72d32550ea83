"""A trip is planned, or called off with its reason. A refusal stands below the field it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.components.run_sheet_panels import service_name
from operations_app.desk.fleet import Officer, vehicle_kind_name
from operations_app.desk.run_sheet_lookups import TripSeen
from operations_app.desk.trips import cancellation_name, CANCELLING, crew_for, field_of, sites_for, vehicles_for
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.clock import local_day
from warehouse.errors import Refused
from warehouse.i18n import local_date, translator

_ = translator("operations_app")

SERVICE, NO = "trips_service", "trips_no"
REASON_MAX = 500


def schedule_form(who: Visitor, services: list[str]) -> None:
    """Service, day, vehicle, crew, stops in the order they are driven to."""
    form = turn("trip")
    form_shown(form)
    said: dict[str, str] = st.session_state.pop(NO, {})
    today = local_day(who.now(), who.zone)
    service = st.selectbox(_("Service"), services, format_func=service_name, key=SERVICE)
    _below("service", said)
    code = who.agency.code
    fleet = {one.vehicle_no: one for one in vehicles_for(who.db, code, service, today)}
    places = {one.site_no: one for one in sites_for(who.db, code, service, today)}
    people = {one.login: one for one in crew_for(who.db, code, service)}
    left, right = st.columns(2)
    with left:
        day: date = st.date_input(_("Day"), today, format="DD/MM/YYYY", key=f"day:{form}")
        _below("planned_on", said)
    with right:
        vehicle = st.selectbox(
            _("Vehicle"), list(fleet), index=0 if len(fleet) == 1 else None, key=f"vehicle:{form}:{service}",
            format_func=lambda one: f"{one} · {vehicle_kind_name(fleet[one].kind)}",
            placeholder=_("Choose…") if fleet else _("No vehicle for this service is in service."),
        )  # fmt: skip
        _below("vehicle_no", said)
    crew = st.multiselect(
        _("Crew"), list(people), key=f"crew:{form}:{service}", placeholder=_("Choose…"), max_selections=8,
        format_func=lambda one: _person(people[one], fleet[vehicle].kind if vehicle else None, day),
    )  # fmt: skip
    _below("crew", said)
    stops = st.multiselect(
        _("Stops, in the order they are driven to"), list(places), key=f"stops:{form}:{service}", max_selections=40,
        format_func=lambda one: f"{places[one].name} ({one})",
        placeholder=_("Choose…") if places else _("No site is registered for this service."),
    )  # fmt: skip
    _below("site_nos", said)
    reason = ""
    if day < today:
        reason = st.text_input(
            _("Why it was not planned when it happened"), max_chars=REASON_MAX, key=f"reason:{form}"
        ).strip()  # fmt: skip
        _below("reason", said)
    _below("", said)
    if st.button(_("Plan the trip"), type="primary", key=f"plan:{form}"):
        _plan(who, form, service, day, vehicle, crew, stops, reason, is_past=day < today)


def _plan(
    who: Visitor, form: str, service: str, day: date, vehicle: str | None, crew: list[str], stops: list[str],
    reason: str, *, is_past: bool,
) -> None:  # fmt: skip
    needed = {"vehicle_no": vehicle, "crew": crew, "site_nos": stops} | ({"reason": reason} if is_past else {})
    empty = {name: _("Please fill this in.") for name, value in needed.items() if not value}
    if empty:
        st.session_state[NO] = empty
        st.rerun()
    then: dict[str, Any] = {"backfilled": True, "reason": reason} if is_past else {}
    outcome = send(
        who,
        form,
        "schedule_trip",
        service=service,
        planned_on=day,
        vehicle_no=vehicle,
        crew=crew,
        site_nos=stops,
        **then,
    )
    if isinstance(outcome, Refused):
        st.session_state[NO] = {field_of(outcome) or "": outcome.sentence()}
    else:
        next_turn("trip")
        say_after_rerun(_("The trip of {day} is planned.", day=local_date(day, "full")))
    st.rerun()


def cancel_form(who: Visitor, trip: TripSeen) -> None:
    form = turn(f"cancel:{trip.trip_id}")
    form_shown(form)
    with st.form(form, border=False):
        code = st.selectbox(_("Why"), CANCELLING, format_func=cancellation_name, key=f"code:{form}")
        reason = st.text_input(_("In words"), max_chars=REASON_MAX, key=f"reason:{form}")
        if st.form_submit_button(_("Cancel the trip")):
            outcome = send(
                who, form, "cancel_trip", trip_id=trip.trip_id, reason_code=code, reason=reason.strip() or None
            )
            if was_carried_out(outcome):
                say_after_rerun(_("The trip of {day} is cancelled.", day=local_date(trip.planned_on, "full")))
                st.rerun()


def _person(one: Officer, vehicle_kind: str | None, day: date) -> str:
    """With the licence that the vehicle asks for, so that a crew without a driver is seen before it is refused."""
    if vehicle_kind and one.may_drive(vehicle_kind, day):
        return _("{name} · may drive", name=one.name)
    return one.name


def _below(field: str, said: dict[str, str]) -> None:
    if sentence := said.get(field):
        st.error(sentence, icon=":material/error:")
