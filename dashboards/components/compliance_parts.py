"""The parts of the compliance page about SOPs and steps: the map, the picks, step bars, trend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboards.components.bucket_pick import pick_bucket
from dashboards.components.charts import calm, chart, chart_to_pick_from, compliance_legend, folded, heading
from dashboards.components.said import Column
from dashboards.components.tables import behind, table
from dashboards.figures.compliance_map import compliance_map
from dashboards.figures.rows import records
from dashboards.figures.step_bars import step_bars
from dashboards.figures.trend import rate_trend
from dashboards.filters import address
from dashboards.readings import cases
from dashboards.view import View
from dashboards.wording import interval_said, shortened
from warehouse.i18n import translator

_ = translator("dashboards")

EVERY_UNIT = "all"


@dataclass(frozen=True)
class Sop:
    code: str
    version: int
    title: str

    @property
    def key(self) -> str:
        """How the URL names it."""
        return f"{self.code}-{self.version}"


def compliance_panel(cells: pd.DataFrame, silent: list[str]) -> None:
    with st.container(border=True):
        heading(
            _("Compliance by SOP and step"),
            _("Per cent of expected steps that were recorded and on time. Choose a tile to look into its SOP."),
        )
        compliance_legend()
        with st.container(key="map"):
            picked = chart_to_pick_from(
                compliance_map, cells, key="tiles", alt=_("Compliance rate of every step of every SOP")
            )
        _follow(picked)
        if silent:
            folded(_("{count} SOPs had no case in this period", count=len(silent)), silent)
        behind(
            _("The figures behind it"),
            partial(with_interval, cells),
            _cell_columns(),
            key="cells-table",
            file="kepatuhan-per-langkah",
        )


def _cell_columns() -> list[Column]:
    return [
        Column("sop_code", _("SOP code")),
        Column("row_title", _("SOP")),
        Column("sop_version", _("Version")),
        Column("step_position", _("Position")),
        Column("unit_label", _("Judged steps")),
        Column("activity", _("Activity"), width="large"),
        Column("unit_standard_s", _("Standard"), "duration"),
        Column("expected", _("Expected"), "count"),
        Column("recorded", _("Recorded"), "count"),
        Column("timed", _("Timed"), "count"),
        Column("on_time", _("On time"), "count"),
        Column("compliance_rate", _("Compliance rate"), "share"),
        Column("interval", _("95% interval")),
    ]


def _follow(picked: list[str] | None) -> None:
    """A tile that was clicked picks its SOP and unit, once: later picks elsewhere are not undone by it."""
    if picked:
        st.session_state["sop"] = f"{picked[0]}-{picked[1]}"
        st.session_state["unit"] = str(picked[2])


def pick_sop(cells: pd.DataFrame) -> Sop:
    rows = cells.drop_duplicates(["sop_code", "sop_version"])
    sops = {
        sop.key: sop
        for sop in (Sop(row["sop_code"], int(row["sop_version"]), row["row_title"]) for row in records(rows))
    }
    busiest = cells.sort_values("expected", ascending=False).iloc[0]
    address.adopt("sop", sops.__contains__, f"{busiest['sop_code']}-{busiest['sop_version']}")
    with st.container(key="sop-pick"):
        chosen = st.selectbox(
            _("Look into one SOP"), list(sops), key="sop", width=560, format_func=lambda key: sops[key].title
        )
    return sops[chosen]


def pick_unit(units: pd.DataFrame) -> int | None:
    """One unit of the SOP, or None for all of them."""
    labels = {
        str(row["unit_position"]): f"{row['unit_label']} · {shortened(row['activity'], 70)}" for row in records(units)
    }
    options = [EVERY_UNIT, *labels]
    address.adopt("unit", options.__contains__, EVERY_UNIT)
    with st.container(key="unit-pick"):
        chosen = st.selectbox(
            _("Step for the trend and the cases"),
            options,
            width=560,
            key="unit",
            format_func=lambda key: _("All steps") if key == EVERY_UNIT else labels[key],
        )
    return None if chosen == EVERY_UNIT else int(chosen)


def steps_panel(units: pd.DataFrame) -> None:
    with st.container(border=True):
        heading(
            _("Durations against the standard"),
            _("Bar: median. Mark: p90, the duration that nine of ten stay below. The dotted line is the standard."),
        )
        if units["standard_s"].notna().any():
            with st.container(key="bars"):
                chart(step_bars, units, key="step-bars", alt=_("Median and p90 of each step against its standard"))
        else:
            calm(_("No step of this SOP has a fixed standard."))
        table(
            with_interval(units),
            [
                Column("unit_label", _("Step"), width="small"),
                Column("activity", _("Activity"), width="large"),
                Column("standard_s", _("Standard"), "duration"),
                Column("median_s", _("Median"), "duration"),
                Column("p90_s", _("p90"), "duration"),
                Column("expected", _("Expected"), "count"),
                Column("recorded", _("Recorded"), "count"),
                Column("backfilled", _("Entered later"), "count"),
                Column("timed", _("Timed"), "count"),
                Column("on_time", _("On time"), "count"),
                Column("compliance_rate", _("Compliance rate"), "share"),
                Column("interval", _("95% interval")),
                Column("recording_rate", _("Recording rate"), "share"),
                Column("on_time_rate", _("On-time rate"), "share"),
                Column("lost_minutes", _("Lost minutes"), "decimal"),
                Column("is_small", _("Few cases"), "yes"),
            ],
            key="units-table",
            file="langkah-sop",
        )


def trend_panel(view: View, sop: Sop, unit_position: int | None) -> None:
    with st.container(border=True):
        heading(_("Trend"), _("Hollow points stand on few cases."))
        bucket = pick_bucket(view.selection.period)
        course = cases.trend(view.reader, view.selection, sop.code, sop.version, bucket, unit_position)
        chart(rate_trend, course, bucket, key="trend", alt=_("The three rates over time"))
        behind(
            _("The figures behind it"),
            partial(with_interval, course),
            [
                Column("bucket", _("From"), "day"),
                Column("expected", _("Expected"), "count"),
                Column("recorded", _("Recorded"), "count"),
                Column("timed", _("Timed"), "count"),
                Column("on_time", _("On time"), "count"),
                Column("compliance_rate", _("Compliance rate"), "share"),
                Column("interval", _("95% interval")),
                Column("recording_rate", _("Recording rate"), "share"),
                Column("on_time_rate", _("On-time rate"), "share"),
            ],
            key="trend-table",
            file="tren",
        )


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the 95% interval of its rate in words."""
    return frame.assign(
        interval=[interval_said(low, high) for low, high in zip(frame["low"], frame["high"], strict=True)]
    )
