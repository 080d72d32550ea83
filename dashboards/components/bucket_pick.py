"""The choice of days, weeks or months for a course through time; in the address as `bucket` on every page that has it."""

from __future__ import annotations

import streamlit as st

from dashboards.filters import address
from dashboards.filters.period import Period
from dashboards.readings.buckets import fitting_bucket
from dashboards.wording import BUCKETS
from warehouse.i18n import translator

_ = translator("dashboards")


def pick_bucket(period: Period) -> str:
    default = fitting_bucket(period)
    address.adopt("bucket", BUCKETS.__contains__, default)
    picked = st.segmented_control(
        _("Trend by"),
        list(BUCKETS),
        key="bucket",
        format_func=lambda code: _(BUCKETS[code]),
        required=True,
        label_visibility="collapsed",
    )
    return picked or default
