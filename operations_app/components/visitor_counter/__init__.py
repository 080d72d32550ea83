"""The visitors' book of a stop as squares to tap: one tap a visitor, by sex and age class; written down with one button.

What is counted and not yet written down survives a reload of the phone's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import streamlit as st

from warehouse.i18n import translator

_ = translator("operations_app")
_FILES = files("operations_app.components.visitor_counter")

_mount = st.components.v2.component(
    "patuh_visitor_counter",
    html=_FILES.joinpath("visitor_counter.html").read_text("utf-8"),
    css=_FILES.joinpath("visitor_counter.css").read_text("utf-8"),
    js=_FILES.joinpath("visitor_counter.js").read_text("utf-8"),
)


def visitor_counter(desk_id: str, site_no: str, age_classes: Sequence[str]) -> Any:
    return _mount(
        key="visitor_counter",
        data={
            "desk": desk_id,
            "site_no": site_no,
            "url": "/api/desk/entry",
            "sign_in_url": "/masuk",
            "sexes": [{"value": "L", "label": _("Male")}, {"value": "P", "label": _("Female")}],
            "age_classes": list(age_classes),
            "age_label": _("Age"),
            "less_label": _("Take one off"),
            "save_label": _("Write down {count} visitors", count="{count}"),
            "no_connection": _("No connection. The count is kept and sent again."),
        },
        on_answered_change=lambda: None,
    )
