"""One SOP cut apart: deviations by step, then rates by service point, role and hour, and its measurement weeks."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboards.code_names import role_name
from dashboards.components.charts import calm, chart, heading
from dashboards.components.compliance_parts import Sop, with_interval
from dashboards.components.said import Column
from dashboards.components.tables import table
from dashboards.figures.hour_rates import hour_rates
from dashboards.readings import compliance_apart
from dashboards.view import View
from warehouse.i18n import translator

_ = translator("dashboards")

HOURS_IN = 24


def apart_panel(view: View, sop: Sop, units: pd.DataFrame, unit_position: int | None) -> None:
    with st.container(border=True, key="apart"):
        heading(
            _("Where, who and when"),
            _("A rate of few cases is uncertain: the 95% interval says how far the true share may lie from it."),
        )
        deviations, places, roles, hours, weeks = st.tabs(
            [_("Deviations"), _("Service points"), _("Roles"), _("Hours"), _("Measurement weeks")]
        )
        with deviations:
            _deviations(view, sop, units)
        with places:
            _places(view, sop, unit_position)
        with roles:
            _roles(view, sop, unit_position)
        with hours:
            _hours(view, sop, unit_position)
        with weeks:
            _weeks(view, sop)


def _deviations(view: View, sop: Sop, units: pd.DataFrame) -> None:
    found = compliance_apart.deviations(view.reader, view.selection, sop.code, sop.version, units)
    table(
        found,
        [
            Column("unit_label", _("Step"), width="small"),
            Column("activity", _("Activity"), width="large"),
            Column("expected", _("Expected"), "count"),
            Column("late", _("Late"), "count"),
            Column("missing", _("Missing"), "count"),
            Column("untimed", _("Untimed"), "count"),
            Column("out_of_order", _("Out of order"), "count"),
            Column("repeated", _("Repeated"), "count"),
            Column("accepted", _("Exception accepted"), "count"),
            Column("lost_minutes", _("Lost minutes"), "decimal"),
        ],
        key="deviations-table",
        file=f"penyimpangan-{sop.code}",
    )
    st.caption(_("Accepted exceptions stay in the rates, which show what happened; they no longer count for the case."))


def _places(view: View, sop: Sop, unit_position: int | None) -> None:
    found = compliance_apart.by_place(view.reader, view.selection, sop.code, sop.version, unit_position)
    found["service_point_name"] = [view.places.point_name(code) for code in found["service_point"]]
    table(
        with_interval(found),
        [
            Column("service_point_name", _("Service point")),
            Column("cases", _("Cases"), "count"),
            Column("compliant", _("Compliant"), "count"),
            *_rates(),
            Column("service_s", _("Service time, median"), "duration"),
            Column("waiting_s", _("Waiting time, median"), "duration"),
        ],
        key="places-table",
        file=f"titik-layanan-{sop.code}",
    )
    st.caption(_("Service and waiting time are of whole cases; pauses are waiting."))


def _roles(view: View, sop: Sop, unit_position: int | None) -> None:
    found = compliance_apart.by_role(view.reader, view.months, sop.code, sop.version, unit_position)
    if found is None or found.empty:
        calm(_("Nothing to show yet."))
        return
    found["role_name"] = [role_name(role) for role in found["role"]]
    table(
        with_interval(found),
        [
            Column("role_name", _("Role")),
            Column("recorded", _("Recorded"), "count"),
            Column("backfilled", _("Entered later"), "count"),
            Column("judged", _("With a fixed standard"), "count"),
            Column("timed", _("Timed"), "count"),
            Column("on_time", _("On time"), "count"),
            Column("judged_rate", _("On time, of those judged"), "share"),
            Column("interval", _("95% interval")),
            Column("repeated", _("Repeated"), "count", only_if_any=True),
            Column("out_of_order", _("Out of order"), "count", only_if_any=True),
            Column("lost_minutes", _("Lost minutes"), "decimal"),
            Column("service_minutes", _("Minutes of service"), "decimal"),
            Column("paused_minutes", _("Paused minutes"), "decimal"),
        ],
        key="roles-table",
        file=f"peran-{sop.code}",
    )
    st.caption(
        _("Whole months. A step that nobody recorded belongs to no role, so these are shares of what was recorded.")
    )


def _hours(view: View, sop: Sop, unit_position: int | None) -> None:
    found = compliance_apart.by_hour(view.reader, view.months, sop.code, sop.version, unit_position)
    if found is None or found.empty:
        calm(_("Nothing to show yet."))
        return
    if found["fixed_expected"].sum() > 0:
        chart(hour_rates, found, key="hours", alt=_("Compliance rate by the hour in which the case opened"))
    found["hour_name"] = [f"{hour:02d}–{(hour + 1) % HOURS_IN:02d}" for hour in found["hour"]]
    table(
        with_interval(found),
        [
            Column("hour_name", _("Hour"), width="small"),
            *_rates(),
            Column("service_minutes", _("Minutes of service"), "decimal"),
            Column("paused_minutes", _("Paused minutes"), "decimal"),
        ],
        key="hours-table",
        file=f"jam-{sop.code}",
    )
    st.caption(_("Whole months, by the local hour in which the case opened."))


def _weeks(view: View, sop: Sop) -> None:
    found = compliance_apart.measured(view.reader, view.selection, sop.code, sop.version)
    if found is None:
        calm(_("No measurement week in this period. In one, the steps of a stretch are tapped and judged one by one."))
        return
    table(
        with_interval(found),
        [
            Column("printed_no", _("Step"), width="small"),
            Column("activity", _("Activity"), width="large"),
            Column("standard_s", _("Standard"), "duration"),
            *_rates(),
        ],
        key="weeks-table",
        file=f"pekan-pengukuran-{sop.code}",
    )
    st.caption(_("These steps stand apart from the rates above, whose stretches have another standard: the sum."))


def _rates() -> list[Column]:
    return [
        Column("expected", _("Expected"), "count"),
        Column("recorded", _("Recorded"), "count"),
        Column("timed", _("Timed"), "count"),
        Column("on_time", _("On time"), "count"),
        Column("compliance_rate", _("Compliance rate"), "share"),
        Column("interval", _("95% interval")),
        Column("recording_rate", _("Recording rate"), "share"),
        Column("on_time_rate", _("On-time rate"), "share"),
        Column("lost_minutes", _("Lost minutes"), "decimal"),
    ]
