"""The parts of the outreach page about services, trips and sites: cards, services side by side, course, the list."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.code_names import named, SERVICES, SITE_KINDS
from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.bucket_bars import bucket_bars, Part
from dashboards.figures.class_bars import class_bars
from dashboards.figures.template import FAINT, ORANGE, TEAL
from dashboards.filters import address
from dashboards.readings import outreach
from dashboards.readings.headline import Figure
from dashboards.readings.outreach import Outreach
from dashboards.readings.regions import Regions
from dashboards.view import View
from dashboards.wording import share
from warehouse.i18n import number, translator

_ = translator("dashboards")

ALL = "all"


def outreach_cards(figures: Outreach, districts: Figure, view: View) -> None:
    span = figures.span.label()
    cards(
        (
            Card(
                figures.sites,
                _("Sites served"),
                _("Sites where something was recorded ÷ registered sites; a site of two services counts in each."),
                _("{part} of {whole} sites", part=number(figures.sites.part or 0), whole=number(figures.sites.whole or 0)),
                instead=span,
            ),
            Card(
                figures.people,
                _("People reached"),
                _("People of the sites served ÷ people of the registered sites."),
                _("{part} of {whole} people",
                  part=number(figures.people.part or 0), whole=number(figures.people.whole or 0)),
                instead=span,
            ),
            Card(
                districts,
                _("Districts reached"),
                _("Kecamatan with a site that was served ÷ all kecamatan known."),
                _("{part} of {whole} kecamatan", part=number(districts.part or 0), whole=number(districts.whole or 0))
                if districts.whole
                else _("no list of regions was imported"),
                instead=span,
            ),
            Card(
                figures.trips_done,
                _("Trips done"),
                _("Trips planned for a day of the period that came back."),
                _("{planned} planned, {cancelled} cancelled",
                  planned=number(figures.trips_planned), cancelled=number(figures.trips_cancelled)),
            ),
            Card(
                figures.copies,
                _("Copies at sites"),
                _("Left at sites − taken back − lost, when the period's last day ended."),
                _("{lost} lost in the period", lost=number(figures.copies_lost)),
                rise="plain",
            ),
        )
    )  # fmt: skip


def pick_service(services: pd.DataFrame) -> str | None:
    """One service for the map, the course and the sites, or None for all; in the address as `service`."""
    codes = [code for code in SERVICES if code in set(services["service"])]
    options = [ALL, *codes]
    address.adopt("service", options.__contains__, ALL)
    chosen = st.selectbox(
        _("Service for the map, the trips and the sites"), options, key="service", width=560,
        format_func=lambda code: _("All services") if code == ALL else named(SERVICES, code),
    )  # fmt: skip
    return None if chosen == ALL else chosen


def services_panel(services: pd.DataFrame, figures: Outreach, view: View) -> None:
    with st.container(border=True):
        heading(
            _("By service"),
            _("Trips and copies of {period}; sites and people of {span}, where a site served twice counts once.",
              period=view.selection.period.label(), span=figures.span.label())
            + (" " + _("Outreach is kept for the whole agency, not by service point.")
               if view.selection.service_point else ""),
        )  # fmt: skip
        order = list(SERVICES)
        shown = services.assign(
            name=[named(SERVICES, code) for code in services["service"]],
            place=[order.index(code) if code in order else len(order) for code in services["service"]],
            unserved=services["sites_registered"] - services["sites_served"],
        ).sort_values("place", ignore_index=True)
        values = [
            _("{part} of {whole} sites", part=number(part), whole=number(whole)) + f" · {share(rate)}"
            for part, whole, rate in zip(
                shown["sites_served"], shown["sites_registered"], shown["site_coverage"], strict=True)
        ]  # fmt: skip
        parts = [Part("sites_served", _("Served"), TEAL), Part("unserved", _("Not served"), "#d5dee2")]
        chart(
            class_bars, shown, parts, names=list(shown["name"]), values=values,
            key="services-bars", alt=_("Sites served of those registered, by service"),
        )  # fmt: skip
        table(
            shown,
            [
                Column("name", _("Service"), width="medium"),
                Column("sites_served", _("Sites served"), "count"),
                Column("sites_registered", _("Registered sites"), "count"),
                Column("site_coverage", _("Site coverage"), "share"),
                Column("people_served", _("People reached"), "count"),
                Column("people_registered", _("People of all sites"), "count"),
                Column("population_coverage", _("People coverage"), "share"),
            ],
            key="services-table",
            file="layanan-luar-cakupan",
        )
        table(
            shown,
            [
                Column("name", _("Service"), width="medium"),
                Column("trips_planned", _("Trips planned"), "count"),
                Column("trips_done", _("Done"), "count"),
                Column("trips_cancelled", _("Cancelled"), "count"),
                Column("copies_out", _("Copies out"), "count"),
                Column("copies_back", _("Copies back"), "count"),
                Column("copies_lost", _("Lost"), "count"),
                Column("copies_outstanding", _("At sites"), "count"),
                Column("visitors", _("Visitors"), "count"),
            ],
            key="trips-table",
            file="layanan-luar-perjalanan",
        )


def course_panel(view: View, service: str | None) -> None:
    with st.container(border=True):
        heading(_("Trips planned and what became of them"), _("By the day for which a trip was planned."))
        bucket = pick_bucket(view.selection.period)
        course = outreach.by_time(view.reader, view.selection, bucket, service)
        if course.empty or not course["trips_planned"].any():
            calm(_("No trip was planned for this period."))
            return
        parts = [
            Part("trips_done", _("Done"), TEAL),
            Part("trips_cancelled", _("Cancelled"), ORANGE),
            Part("trips_open", _("Not back yet"), FAINT),
        ]
        chart(
            bucket_bars, course, bucket, parts, height=260,
            key="trips-course", alt=_("Trips planned and what became of them"),
        )  # fmt: skip
        behind(
            _("The figures behind it"),
            course,
            [
                Column("bucket", _("From"), "day"),
                Column("trips_planned", _("Trips planned"), "count"),
                *(Column(part.column, part.name, "count") for part in parts),
                Column("copies_out", _("Copies out"), "count"),
                Column("copies_back", _("Copies back"), "count"),
                Column("copies_lost", _("Lost"), "count"),
            ],
            key="trips-course-table",
            file="perjalanan-menurut-waktu",
        )


def sites_panel(found: pd.DataFrame, regions: Regions) -> None:
    with st.container(border=True):
        heading(
            _("Sites, the longest unserved first"),
            _("As it stands now. Sites that were never served stand at the top; a household is called by its number."),
        )
        if found.empty:
            calm(_("No site is registered."))
            return
        shown = found.assign(
            kind_name=[named(SITE_KINDS, code) for code in found["kind"]],
            region_name=[regions.name(str(code)) if isinstance(code, str) else "" for code in found["region_code"]],
            service_names=[
                ", ".join(named(SERVICES, code) for code in str(codes).split(", ") if code)
                for codes in found["services"]
            ],
        )
        never = int(shown["last_served_on"].isna().sum())
        if never:
            st.html('<p class="facts"><b class="bad">' + _("{count} never served", count=number(never)) + "</b></p>")
        table(
            shown,
            [
                Column("name", _("Site"), width="medium"),
                Column("days_since_served", _("Days since last visit"), "count"),
                Column("last_served_on", _("Last visit"), "day"),
                Column("next_planned_on", _("Next planned"), "day"),
                Column("copies_outstanding", _("Copies there"), "count"),
                Column("people_served", _("People"), "count"),
                Column("kind_name", _("Kind")),
                Column("region_name", _("Region")),
                Column("service_names", _("Services"), width="medium"),
                Column("copies_lost", _("Lost"), "count", only_if_any=True),
                Column("site_no", _("Number")),
            ],
            key="sites-table",
            file="lokasi-layanan-luar",
        )
