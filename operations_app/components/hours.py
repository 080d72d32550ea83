"""Visits by hour as plain bars: a picture a page can draw each few seconds."""

from __future__ import annotations

from html import escape

import streamlit as st

from operations_app.components.pieces import empty
from warehouse.i18n import number, translator

_ = translator("operations_app")

FIRST_HOUR, LAST_HOUR = 8, 16


def visits_by_hour(visits: dict[int, int]) -> None:
    """One bar an hour, from opening to closing, wider when somebody came earlier or later."""
    if not visits:
        empty(_("Nobody has registered yet today."))
        return
    first, last = min(FIRST_HOUR, *visits), max(LAST_HOUR, *visits)
    most = max(visits.values())
    bars = "".join(_bar(hour, visits.get(hour, 0), most) for hour in range(first, last + 1))
    label = escape(_("Visits by hour"))
    st.html(f'<table class="p-hours" aria-label="{label}"><tbody>{bars}</tbody></table>')


def _bar(hour: int, visits: int, most: int) -> str:
    width = round(100 * visits / most)
    return (
        f'<tr><th scope="row">{hour:02d}.00</th><td><span class="bar" style="width:{width}%"></span></td>'
        f'<td class="n">{number(visits) if visits else "–"}</td></tr>'
    )
