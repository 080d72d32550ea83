"""A site is added, corrected or closed. Names, addresses and contacts stay at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from operations_app.components.outcome import say_after_rerun, was_carried_out
from operations_app.desk.sites import (
    changed_fields,
    field_name,
    kind_name,
    KINDS,
    LEVELS,
    SERVICES,
    short_service_name,
    Site,
)
from operations_app.shell import Visitor
from operations_app.tabs import form_shown, next_turn, send, turn
from warehouse.clock import local_day
from warehouse.errors import BadInput, Refused
from warehouse.i18n import N_, translator
from warehouse.operations.database import Result

_ = translator("operations_app")

PEOPLE_MAX = 1_000_000


def add_form(who: Visitor) -> None:
    form = turn("add_site")
    form_shown(form)
    with st.form(form, border=False):
        number, kind = st.columns([1, 2])
        site_no = number.text_input(
            _("Site number"), max_chars=40, key=f"no:{form}", placeholder=_("e.g. {example}", example="SD-014")
        )
        chosen = kind.selectbox(_("Kind"), KINDS, format_func=kind_name, key=f"kind:{form}")
        values = _fields(form, None)
        if st.form_submit_button(_("Add the site"), type="primary"):
            sent = {name: value for name, value in values.items() if value not in (None, "")}
            outcome = send(who, form, "add_site", site_no=site_no, kind=chosen, **sent)
            if was_carried_out(outcome):
                next_turn("add_site")
                say_after_rerun(_("Site {no} is registered.", no=site_no))
                st.rerun()


def correct_form(who: Visitor, site: Site) -> None:
    """The row before it stays; what is left as it was stays too, and what is emptied is no longer known."""
    form = turn(f"site:{site.site_id}")
    form_shown(form)
    with st.form(form, border=False):
        values = _fields(form, site)
        if st.form_submit_button(_("Save the correction"), type="primary"):
            outcome: Result | Refused
            if values["name"]:
                outcome = send(who, form, "update_site", site_no=site.site_no, **changed_fields(site, values))
            else:
                outcome = BadInput("site_has_a_name", N_("Write the name of the site."), field="name")
            if was_carried_out(outcome):
                next_turn(f"site:{site.site_id}")
                say_after_rerun(_("The correction of site {no} is on record.", no=site.site_no))
                st.rerun()


def close_form(who: Visitor, site: Site) -> None:
    """Closed with its day's end; a site where copies of ours lie is not closed."""
    form = turn(f"close_site:{site.site_id}")
    form_shown(form)
    today = local_day(who.now(), who.zone)
    with st.form(form, border=False):
        day: date = st.date_input(_("Last day"), today, format="DD/MM/YYYY", key=f"day:{form}")
        if st.form_submit_button(_("Close the site")):
            outcome = send(who, form, "update_site", site_no=site.site_no, closed_on=day)
            if was_carried_out(outcome):
                next_turn(f"close_site:{site.site_id}")
                say_after_rerun(_("Site {no} is closed.", no=site.site_no))
                st.rerun()


def _fields(form: str, site: Site | None) -> dict[str, Any]:
    values: dict[str, Any] = {}

    def text(column: Any, name: str, **extra: Any) -> None:
        value = getattr(site, name) or "" if site else ""
        values[name] = column.text_input(
            field_name(name), value, max_chars=200, key=f"{name}:{form}", **extra
        ).strip()  # fmt: skip

    text(st, "name")
    level, people = st.columns(2)
    _begin_with(f"level:{form}", site.level if site and site.level in LEVELS else None)
    values["level"] = level.selectbox(
        field_name("level"), LEVELS, index=None, placeholder=_("for schools"), key=f"level:{form}"
    )
    values["people_served"] = people.number_input(
        field_name("people_served"), 0, PEOPLE_MAX, site.people_served if site else None, step=1, key=f"people:{form}"
    )
    values["services"] = st.pills(
        field_name("services"), SERVICES, selection_mode="multi", format_func=short_service_name,
        default=list(site.services) if site else [], key=f"services:{form}",
    )  # fmt: skip
    text(st, "region_code", placeholder="53.71.01")
    latitude, longitude = st.columns(2)
    values["latitude"] = _coordinate(latitude, "latitude", form, site, "-10.178300")
    values["longitude"] = _coordinate(longitude, "longitude", form, site, "123.607000")
    text(st, "address")
    contact, phone = st.columns(2)
    text(contact, "contact_name")
    text(phone, "contact_phone")
    signer, office = st.columns(2)
    text(signer, "signer_name")
    text(office, "signer_office", placeholder=_("Headmaster, imam, head of the village …"))
    st.caption(_("Address, contact and who signs are kept at the desk and never leave it."))
    return values


def _coordinate(column: Any, name: str, form: str, site: Site | None, placeholder: str) -> float | None:
    _begin_with(f"{name}:{form}", getattr(site, name) if site else None)
    value: float | None = column.number_input(
        field_name(name), value=None, format="%.6f", step=0.0001, placeholder=placeholder, key=f"{name}:{form}"
    )
    return value


def _begin_with(key: str, value: Any) -> None:
    """What stands in the field first. Streamlit lets a field be emptied only when its own default is nothing."""
    if key not in st.session_state:
        st.session_state[key] = value
