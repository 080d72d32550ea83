"""The filter bar: agency, service point, period, the same on every page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.filters import address
from dashboards.filters.period import CUSTOM, DEFAULT, Period, preset, PRESETS
from dashboards.filters.selection import Selection
from dashboards.places import Places
from warehouse.i18n import translator

_ = translator("dashboards")

ALL = "all"


def filter_bar(found: pd.DataFrame, agencies: list[str], names: Places, today: date) -> Selection:
    """`found`: the places with figures; `agencies`: those one may look at, never empty."""
    with st.container(
        key="filters", horizontal=True, horizontal_alignment="right", vertical_alignment="bottom", gap="small"
    ):
        agency = _agency(agencies, names)
        point = _service_point(found, agencies if agency == ALL else [agency], names)
        period = _period(today, found)
    return Selection(tuple(agencies) if agency == ALL else (agency,), None if point == ALL else point, period)


def _agency(agencies: list[str], names: Places) -> str:
    if len(agencies) == 1:
        return agencies[0]
    options = [ALL, *agencies]
    address.adopt("agency", options.__contains__, ALL)
    return st.selectbox(
        _("Agency"),
        options,
        key="agency",
        format_func=lambda code: _("All agencies") if code == ALL else names.agency_name(code),
        width=215,
    )


def _service_point(found: pd.DataFrame, agencies: list[str], names: Places) -> str:
    known = found[found["agency"].isin(agencies) & found["service_point"].notna()]
    options = [ALL, *sorted(set(known["service_point"]))]
    address.adopt("point", options.__contains__, ALL)
    return st.selectbox(
        _("Service point"),
        options,
        key="point",
        format_func=lambda code: _("All service points") if code == ALL else names.point_name(code),
        width=215,
    )


def _period(today: date, found: pd.DataFrame) -> Period:
    address.adopt("period", PRESETS.__contains__, DEFAULT)
    code = st.selectbox(_("Period"), list(PRESETS), key="period", format_func=lambda one: _(PRESETS[one]), width=160)
    if code != CUSTOM:
        return preset(code, today)
    address.adopt_dates("dates", today - timedelta(days=29), today)
    earliest = min([today, *(day.date() for day in pd.to_datetime(found["first_day"]))])
    picked: Any = st.date_input(
        _("From – to"),
        key="dates",
        format="DD/MM/YYYY",
        min_value=min(earliest, st.session_state["dates"][0]),
        max_value=max(today, st.session_state["dates"][-1]),
        width=230,
    )
    days: list[date] = list(picked) if isinstance(picked, tuple) else [picked]
    return Period(days[0], days[-1]) if days else preset(DEFAULT, today)
