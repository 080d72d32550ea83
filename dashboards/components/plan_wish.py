"""What the planner asks for: agency, service, month, vehicles, days, locks; in the address, so that it can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files

import streamlit as st

from dashboards.code_names import named, SERVICES
from dashboards.filters import address
from dashboards.readings.plan import months_ahead
from dashboards.view import View
from warehouse.catalogue.read_planning import PlanningTerms
from warehouse.i18n import local_date, number, translator
from warehouse.lake import plan_inputs
from warehouse.lake.plan_inputs import Wish
from warehouse.planning.model import Site

_ = translator("dashboards")

_CSS = files("dashboards").joinpath("plan.css").read_text("utf-8")
MOST_VEHICLES, MOST_DAYS = 12, 23
OWN = ""
"""The vehicles and days that the service has: nothing in the address."""


def dress() -> None:
    """The look of this page's own parts."""
    st.html(f"<style>{_CSS}</style>")


def pick_service(view: View, services_of: dict[str, list[str]]) -> tuple[str, str, date]:
    """Agency, service and month. `services_of`: agency → the services of it that can be planned, none of them empty."""
    agencies = list(services_of)
    agency = agencies[0]
    if len(agencies) > 1:
        address.adopt("plan_agency", agencies.__contains__, agency)
        agency = st.selectbox(
            _("Agency of the plan"), agencies, key="plan_agency", format_func=view.places.agency_name, width=180
        )
    services = services_of[agency]
    address.adopt("plan", services.__contains__, services[0])
    service = st.selectbox(
        _("Service"), services, key="plan", format_func=lambda code: named(SERVICES, code), width=240
    )
    months = [month.isoformat()[:7] for month in months_ahead(view.today[agency])]
    address.adopt("month", months.__contains__, months[1])
    month = st.selectbox(
        _("Month"), months, key="month", width=165,
        format_func=lambda code: local_date(date.fromisoformat(f"{code}-01"), "LLLL y"),
    )  # fmt: skip
    return agency, service, date.fromisoformat(f"{month}-01")


def pick_means(wish: Wish, terms: PlanningTerms, own_vehicles: int) -> Wish:
    """Vehicles and days: those there are, or what if there were others."""
    own_days = terms.days_of.get(wish.service)
    counts = [OWN, *map(str, range(1, MOST_VEHICLES + 1))]
    address.adopt("vehicles", counts.__contains__, OWN)
    vehicles = st.selectbox(
        _("Vehicles with a crew"), counts, key="vehicles", width=180,
        format_func=lambda code: code or _("those there are ({count})", count=own_vehicles),
    )  # fmt: skip
    days = [OWN, *map(str, range(1, MOST_DAYS + 1))]
    address.adopt("days", days.__contains__, OWN)
    chosen_days = st.selectbox(
        _("Days on the road, each"), days, key="days", width=180,
        format_func=lambda code: code or (
            _("as set ({count})", count=number(own_days)) if own_days else _("every working day")),
    )  # fmt: skip
    address.adopt("asked", ("yes", "").__contains__, "")
    st.session_state["asked_only"] = st.session_state["asked"] == "yes"
    asked_only = st.checkbox(_("Approved requests only"), key="asked_only", on_change=_note_asked)
    return replace(
        wish, vehicles=int(vehicles) if vehicles else None, days=int(chosen_days) if chosen_days else None,
        asked_only=asked_only,
    )  # fmt: skip


def _note_asked() -> None:
    st.session_state["asked"] = "yes" if st.session_state["asked_only"] else ""


def pick_locks(wish: Wish, sites: Sequence[Site]) -> Wish:
    """Sites that are visited in any case, and those that are not; in the address by their numbers."""
    by_no = {site.site_no: site for site in sites}
    with st.expander(_("Must and must not"), icon=":material/lock:", expanded=bool(_locked())):
        left, right = st.columns(2)
        with left:
            must = _sites("must", _("Is visited in any case"), by_no)
        with right:
            must_not = _sites("mustnot", _("Is not visited"), by_no)
    ids = {number: site.site_id for number, site in by_no.items()}
    return replace(
        wish, must=tuple(ids[one] for one in must if one not in must_not), must_not=tuple(ids[one] for one in must_not)
    )


def _locked() -> str:
    return str(st.query_params.get("must") or st.query_params.get("mustnot") or "")


def _sites(key: str, label: str, by_no: dict[str, Site]) -> list[str]:
    address.adopt(key, lambda given: all(one in by_no for one in given.split(",")) or not given, "")
    picked = f"{key}_sites"
    st.session_state[picked] = [one for one in st.session_state[key].split(",") if one in by_no]

    def note() -> None:
        st.session_state[key] = ",".join(st.session_state[picked])

    return st.multiselect(
        label, list(by_no), key=picked, format_func=lambda one: by_no[one].name, on_change=note,
        placeholder=_("Choose sites"),
    )  # fmt: skip


def plannable(view: View) -> dict[str, list[str]]:
    """Agency → services with active sites that can be planned, in the order of the services."""
    rows = view.reader.frame("plan_services", view.selection)
    have = {(str(agency), str(service)) for agency, service in zip(rows["agency"], rows["service"], strict=True)}
    found = {
        agency: [code for code in plan_inputs.SERVICES if (agency, code) in have] for agency in view.selection.agencies
    }
    return {agency: services for agency, services in found.items() if services}
