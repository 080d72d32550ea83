"""The part of the outreach page about regions: the map, its legend, and the table with the same figures."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import table
from dashboards.figures.coverage_map import BANDS, coverage_map, NONE_SERVED
from dashboards.figures.template import BLANK
from dashboards.filters import address
from dashboards.readings import outreach
from dashboards.readings.headline import Figure
from dashboards.readings.outreach import Span
from dashboards.readings.rates import ratio
from dashboards.readings.regions import DIGITS, DISTRICT, provinces, REGENCY, Regions
from dashboards.theme import both
from dashboards.view import View
from warehouse.i18n import N_, percent, translator

_ = translator("dashboards")

LEVELS: dict[str, str] = {REGENCY: N_("By regency"), DISTRICT: N_("By district")}
WIDE_PX, NARROW_PX = 350, 300


def districts_reached(view: View, regions: Regions) -> Figure:
    """Kecamatan with a served site ÷ all of the provinces looked at; no rate where nobody knows how many there are."""
    found = outreach.by_region(view.reader, view.selection, DIGITS[DISTRICT], None)
    reached = set(found.loc[found["sites_served"] > 0, "region"])
    known: set[str] = set()
    for province in provinces(view.places, view.selection.agencies).values():
        known |= regions.of_level(DISTRICT, province)
    part, whole = len(reached & known), len(known)
    return Figure("region_coverage", ratio(part, whole), None, part, whole, [])


def coverage_panel(view: View, regions: Regions, service: str | None, span: Span) -> None:
    with st.container(border=True):
        heading(
            _("Coverage by region"),
            _("Share of the registered sites that were served in {span}.", span=span.label()),
        )
        address.adopt("level", LEVELS.__contains__, REGENCY)
        level = st.segmented_control(
            _("Regions"), list(LEVELS), key="level", required=True, label_visibility="collapsed",
            format_func=lambda code: _(LEVELS[code]),
        ) or REGENCY  # fmt: skip
        rows = outreach.by_region(view.reader, view.selection, DIGITS[level], service)
        if rows.empty:
            calm(_("No site is registered."))
            return
        _legend()
        if len(view.selection.agencies) > 1:
            for agency, column in zip(view.selection.agencies, st.columns(len(view.selection.agencies)), strict=True):
                with column:
                    st.html(f'<p class="map-of">{escape(view.places.agency_name(agency))}</p>')
                    _map(view, regions, level, agency, rows, NARROW_PX)
            _table(rows, regions, view)
        else:
            left, right = st.columns([0.55, 0.45], gap="medium")
            with left:
                _map(view, regions, level, view.selection.agencies[0], rows, WIDE_PX)
            with right:
                _table(rows, regions, view)


def _map(view: View, regions: Regions, level: str, agency: str, rows: pd.DataFrame, height: int) -> None:
    mine = rows[rows["agency"] == agency]
    province = provinces(view.places, [agency]).get(agency, "")
    shapes = regions.shapes_of(level, province)
    if not shapes and not any(code in regions.points for code in mine["region"]):
        calm(_("Neither boundaries nor points of these regions are known here; the table has the figures."))
        return
    chart(
        coverage_map,
        mine,
        regions.names,
        shapes,
        regions.points,
        height,
        close_up=level == DISTRICT,
        key=f"coverage-map-{agency}",
        alt=_("Share of registered sites served, by region; the table has the same figures"),
    )


def _table(rows: pd.DataFrame, regions: Regions, view: View) -> None:
    shown = rows.assign(
        name=[regions.name(code) if code else _("Region not given") for code in rows["region"]],
        agency_name=[view.places.agency_name(code) for code in rows["agency"]],
    ).sort_values(["agency", "site_coverage", "region"], ignore_index=True)
    agencies = [Column("agency_name", _("Agency"))] if len(view.selection.agencies) > 1 else []
    table(
        shown,
        [
            Column("name", _("Region"), width="medium"),
            Column("site_coverage", _("Site coverage"), "share"),
            Column("sites_served", _("Sites served"), "count"),
            Column("sites_registered", _("Registered sites"), "count"),
            Column("population_coverage", _("People coverage"), "share"),
            Column("people_served", _("People reached"), "count"),
            Column("people_registered", _("People of all sites"), "count"),
            *agencies,
            Column("region", _("Region code")),
        ],
        key="regions-table",
        file="cakupan-menurut-wilayah",
    )


def _legend() -> None:
    limits = [least for least, _fill in BANDS] + [1.0]
    tiles = [(NONE_SERVED, _("none served"))] + [
        (fill, _("up to {high}", high=percent(limits[1])) if place == 0
         else f"{percent(limits[place])}–{percent(limits[place + 1])}")
        for place, (_least, fill) in enumerate(BANDS)
    ]  # fmt: skip
    tiles.append((BLANK, _("no registered site")))
    st.html(
        '<div class="legend">'
        + "".join(f'<span><i style="background:{both(fill)}"></i>{escape(words)}</span>' for fill, words in tiles)
        + "</div>"
    )
