"""Shows a figure the house way: its own template, its picture to take along, a description for screen readers."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboards.figures.template import BANDS
from dashboards.theme import both
from warehouse.i18n import language, percent, translator

_ = translator("dashboards")

CONFIG: dict[str, Any] = {
    "displayModeBar": True, "displaylogo": False, "modeBarButtons": [["toImage"]], "scrollZoom": False, "doubleClick": False,
    "showTips": False,
}  # fmt: skip
"""Of the tool bar only the picture: drawn by the browser itself, twice as fine as the screen, in the light colours."""

PLOTLYS_WORDS = "Download plot as a PNG"


def chart(figure: go.Figure, *, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, config=_config(key), alt=alt)


def chart_to_pick_from(figure: go.Figure, *, key: str, alt: str) -> list[Any] | None:
    """The customdata of the point that was clicked."""
    event: Any = st.plotly_chart(
        figure, key=key, theme=None, config=_config(key), alt=alt, on_select="rerun", selection_mode="points"
    )
    picked = event.selection.points if event else []
    return list(picked[0]["customdata"]) if picked and picked[0].get("customdata") else None


def _config(key: str) -> dict[str, Any]:
    spoken = {language(): {"dictionary": {PLOTLYS_WORDS: _("Save as PNG")}, "format": {}}}
    picture = {"format": "png", "filename": f"patuh-{key}", "scale": 2}
    return CONFIG | {"locale": language(), "locales": spoken, "toImageButtonOptions": picture}


def heading(title: str, sentence: str = "") -> None:
    """A section: what it is, and how to read it."""
    told = f"<p>{escape(sentence)}</p>" if sentence else ""
    st.html(f'<div class="section-head"><h2>{escape(title)}</h2>{told}</div>')


def calm(sentence: str) -> None:
    """Instead of a chart or table that would be empty: what that means."""
    st.html(f'<p class="calm">{escape(sentence)}</p>')


def folded(sentence: str, items: list[str]) -> None:
    """A sentence that opens to the list it counts."""
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    st.html(f'<details class="folded"><summary>{escape(sentence)}</summary><ul>{listed}</ul></details>')


def compliance_legend() -> None:
    """How to read the tiles of the compliance map."""
    limits = [least for least, _fill, _text in BANDS] + [1.0]
    tiles = "".join(
        f'<span><i style="background:{both(fill)}"></i>{escape(_band(limits[place], limits[place + 1], place))}</span>'
        for place, (_least, fill, _text) in enumerate(BANDS)
    )
    signs = (
        ("hollow", "–", _("no fixed standard")),
        ("blank", "·", _("cannot be observed")),
        ("few", "(75)", _("few cases")),
    )
    blanks = "".join(f'<span><i class="{kind}">{sign}</i>{escape(told)}</span>' for kind, sign, told in signs)
    st.html(f'<div class="legend">{tiles}{blanks}</div>')


def _band(low: float, high: float, place: int) -> str:
    if place == 0:
        return _("below {high}", high=percent(high))
    if place == len(BANDS) - 1:
        return _("{low} and above", low=percent(low))
    return f"{percent(low)}–{percent(high)}"
