"""Vehicles, and the driving licences of the officers who go out with them."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.outcome import say_after_rerun, say_once, was_carried_out
from operations_app.desk.fleet import Licence, Officer, officers, Vehicle, vehicle_kind_name, vehicles
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.clock import local_day
from warehouse.i18n import local_date, translator

_ = translator("operations_app")

KINDS = ("mpk", "motorcycle", "car")
LICENCES = ("SIM A", "SIM C")
LICENCE_YEARS = 5


def show() -> None:
    who = shell.visitor()
    st.title(_("Vehicles and licences"))
    say_once()
    today = local_day(who.now(), who.zone)
    fleet, people = vehicles(who.db, who.agency.code, today), officers(who.db, who.agency.code)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("Vehicles"))
        _vehicles(fleet)
        _vehicle_form(who, fleet)
    with right:
        st.header(_("Driving licences"))
        _licences(people, today)
        _licence_form(who, people, today)


def _vehicles(fleet: list[Vehicle]) -> None:
    if not fleet:
        pieces.empty(_("No vehicle is registered yet."))
        return
    rows = [
        (
            pieces.with_sub(one.vehicle_no, one.plate_no or ""),
            vehicle_kind_name(one.kind),
            (local_date(one.next_on, "medium") if one.next_on else "–")
            if one.is_active
            else pieces.chip(_("out of service"), "red"),
        )
        for one in fleet
    ]
    pieces.show(pieces.table((_("Vehicle"), _("Kind"), _("Next trip")), rows))


def _vehicle_form(who: Visitor, fleet: list[Vehicle]) -> None:
    known = {one.vehicle_no: one for one in fleet}
    form = turn("vehicle")
    form_shown(form)
    chosen = st.selectbox(
        _("Add or change"), list(known), index=None, placeholder=_("A new vehicle"), key=f"which:{form}"
    )
    vehicle = known.get(chosen or "")
    with st.form(f"{form}:{chosen}", border=True):
        number, plate = st.columns(2)
        vehicle_no = vehicle.vehicle_no if vehicle else number.text_input(
            _("Vehicle number"), max_chars=40, key=f"no:{form}", placeholder=_("e.g. {example}", example="MPK-1")
        )  # fmt: skip
        if vehicle:
            number.markdown(f"**{vehicle.vehicle_no}**")
        plate_no = plate.text_input(
            _("Number plate"), (vehicle.plate_no or "") if vehicle else "", max_chars=20, key=f"plate:{form}:{chosen}"
        )
        kind = st.segmented_control(
            _("Kind"), KINDS, format_func=vehicle_kind_name, default=vehicle.kind if vehicle else "mpk", required=True,
            key=f"kind:{form}:{chosen}",
        )  # fmt: skip
        is_active = st.toggle(_("In service"), vehicle.is_active if vehicle else True, key=f"active:{form}:{chosen}")
        if st.form_submit_button(_("Save the vehicle"), type="primary"):
            outcome = send(
                who, form, "add_vehicle", vehicle_no=vehicle_no, kind=kind, plate_no=plate_no.strip() or None,
                is_active=is_active,
            )  # fmt: skip
            if was_carried_out(outcome):
                next_turn("vehicle")
                say_after_rerun(_("Vehicle {no} is on record.", no=vehicle_no))
                st.rerun()


def _licences(people: list[Officer], today: date) -> None:
    if not people:
        pieces.empty(_("No account has a role of the road yet."))
        return
    rows = [
        (
            pieces.with_sub(one.name, one.login),
            pieces.Html(" ".join(_chip(held, today).text for held in one.licences) or "–"),
        )
        for one in people
    ]
    pieces.show(pieces.table((_("Officer"), _("Licences")), rows))


def _chip(held: Licence, today: date) -> pieces.Html:
    words = _("{licence} until {day}", licence=held.licence, day=local_date(held.valid_until, "medium"))
    return pieces.chip(words, {"valid": "green", "ends_soon": "amber", "ended": "red"}[held.standing(today)])


def _licence_form(who: Visitor, people: list[Officer], today: date) -> None:
    names = {one.login: one.name for one in people}
    form = turn("licence")
    form_shown(form)
    with st.form(form, border=True):
        login = st.selectbox(
            _("Officer"), list(names), format_func=lambda one: f"{names[one]} ({one})", index=None,
            placeholder=_("Choose…"), key=f"login:{form}",
        )  # fmt: skip
        kind, until = st.columns(2)
        licence = kind.segmented_control(_("Licence"), LICENCES, default="SIM A", required=True, key=f"kind:{form}")
        valid_until: date = until.date_input(
            _("Valid until"), today + timedelta(days=365 * LICENCE_YEARS), format="DD/MM/YYYY", key=f"until:{form}"
        )
        if st.form_submit_button(_("Enter the licence"), type="primary"):
            if login is None:
                st.error(_("Choose the officer."), icon=":material/error:")
                return
            outcome = send(who, form, "add_licence", login=login, licence=licence, valid_until=valid_until)
            if was_carried_out(outcome):
                next_turn("licence")
                say_after_rerun(_("{licence} of {name} is on record.", licence=licence, name=names[login]))
                st.rerun()
