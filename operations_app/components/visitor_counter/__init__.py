"""The visitors' book of a stop as squares to tap: one tap a visitor, by sex and age class; written down with one button.

What is counted and not yet written down survives a reload of the phone's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from operations_app.components.mount import component
from warehouse.i18n import translator

_ = translator("operations_app")

_mount = component("visitor_counter")


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
