"""The parts of the overview: cards, what got worse, when visitors come, places side by side."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dashboards.components.cards import Card, cards
from dashboards.components.charts import calm, chart, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.declines import declines_figure
from dashboards.figures.visit_hours import visit_hours
from dashboards.filters.selection import Selection
from dashboards.readings import documents
from dashboards.readings.headline import Headline
from dashboards.readings.rates import SMALL_N
from dashboards.stories import fallen_sentence
from dashboards.view import View
from warehouse.i18n import number, translator

_ = translator("dashboards")


def figure_cards(figures: Headline, view: View) -> None:
    owed = _owed_card(view)
    of_agency = _("whole agency: loans are not kept by service point") if view.selection.service_point else ""
    cards(
        (
            Card(figures.visits, _("Visits"), _("Registrations in the guest book; a group counts with its heads.")),
            Card(figures.loans, _("Loans"), _("First lendings of a copy; renewals are not loans."), of_agency),
            Card(
                figures.compliance,
                _("Compliance rate"),
                _("On time ÷ expected, over steps with a fixed standard: what is not recorded is not compliant."),
            ),
            Card(figures.recording, _("Recording rate"), _("Recorded ÷ expected steps.")),
            Card(figures.on_time, _("On-time rate"), _("On time ÷ steps that were timed against a fixed standard.")),
            *owed,
        ),
        in_a_row=5 + len(owed),
    )


def _owed_card(view: View) -> list[Card]:
    """Papers owed now; nothing as long as this refresh has no documents."""
    if not view.reader.has(documents.MART):
        return []
    owed = documents.owed_now(view.reader, view.selection)
    oldest = _("the oldest for {days} days", days=number(owed.part or 0)) if owed.value else _("nothing is owed")
    told = _("Papers that are missing, unsigned or inconsistent now; the Documents page lists them.")
    return [Card(owed, _("Papers owed"), told, oldest, instead=_("as it stands now"))]


def worse_panel(figures: Headline, worse: pd.DataFrame, view: View) -> None:
    heading(
        _("What got worse"),
        _("Steps whose compliance fell most against {before}.", before=view.selection.previous.period.label()),
    )
    fallen = fallen_sentence(figures)
    if fallen:
        st.html(f'<p class="sum-says">{escape(fallen)}</p>')
    if worse.empty:
        calm(_("No step fell among those with at least {n} expected in both periods.", n=SMALL_N))
        return
    chart(declines_figure, worse, key="declines", alt=_("Compliance of the steps that fell most, before and now"))
    behind(
        _("The figures behind it"),
        worse,
        [
            Column("row_title", _("SOP")),
            Column("unit_label", _("Step")),
            Column("activity", _("Activity"), width="large"),
            Column("rate_before", _("Before"), "share"),
            Column("expected_before", _("Expected before"), "count"),
            Column("rate", _("Now"), "share"),
            Column("expected", _("Expected now"), "count"),
            Column("change", _("Change"), "points"),
        ],
        key="declines-table",
        file="penurunan",
    )


def hours_panel(hours: pd.DataFrame, months: Selection) -> None:
    heading(
        _("When visitors come"),
        _("Visits by weekday and hour in {months} (whole months).", months=months.period.label()),
    )
    if hours.empty:
        calm(_("No visit in these months."))
        return
    chart(visit_hours, hours, key="hours", alt=_("Visits by weekday and hour"))
    behind(
        _("The figures behind it"),
        hours,
        [
            Column("weekday", _("Weekday (1 = Monday)")),
            Column("hour", _("Hour")),
            Column("visits", _("Visits"), "count"),
        ],
        key="hours-table",
        file="kunjungan-per-jam",
    )


def comparison_table(places: pd.DataFrame) -> None:
    heading(_("Agencies and service points"), _("The change is in percentage points against the period before."))
    shown = places.assign(name=places["name"].where(places["is_agency"], "   " + places["name"]))
    table(
        shown,
        [
            Column("name", _("Place"), width="large"),
            Column("visits", _("Visits"), "count"),
            Column("visits_before", _("Visits before"), "count"),
            Column("loans", _("Loans"), "count"),
            Column("compliance_rate", _("Compliance rate"), "share"),
            Column("compliance_change", _("Change"), "points"),
            Column("recording_rate", _("Recording rate"), "share"),
            Column("on_time_rate", _("On-time rate"), "share"),
            Column("fixed_expected", _("Expected steps"), "count"),
        ],
        key="places-table",
        file="instansi-dan-titik-layanan",
    )
