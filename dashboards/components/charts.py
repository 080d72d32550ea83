"""Shows a figure the house way: its own template, its picture to take along, a description for screen readers."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from hashlib import sha256
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboards.components.drawing import draw, draw_to_pick_from
from dashboards.figures.template import BANDS
from dashboards.readings.memory import Memory
from dashboards.theme import both
from warehouse.i18n import language, percent, translator

_ = translator("dashboards")

CONFIG: dict[str, Any] = {
    "displayModeBar": True, "displaylogo": False, "modeBarButtons": [["toImage"]], "scrollZoom": False, "doubleClick": False,
    "showTips": False,
}  # fmt: skip
"""Of the tool bar only the picture: drawn by the browser itself, twice as fine as the screen, in the light colours."""

MOST_BYTES = 32 * 1024 * 1024
_made = Memory(MOST_BYTES)

PLOTLYS_WORDS = "Download plot as a PNG"


def chart(make: Callable[..., go.Figure], *given: Any, key: str, alt: str, **options: Any) -> None:
    """The figure that `make` draws of what is given."""
    draw(_drawn(make, *given, **options), _config(key), key=key, alt=alt)


def chart_to_pick_from(
    make: Callable[..., go.Figure], *given: Any, key: str, alt: str, **options: Any
) -> list[Any] | None:
    """The same; the customdata of the point, in the run after it was pressed."""
    return draw_to_pick_from(_drawn(make, *given, **options), _config(key), key=key, alt=alt)


def _drawn(make: Callable[..., go.Figure], *given: Any, **options: Any) -> str:
    """A figure is made of what is given and the language in use, of nothing else: what was made once is made."""
    content = sha256(pickle.dumps((given, options))).digest()
    question = (make.__module__, make.__qualname__, language(), content)
    return _made.text(question, lambda: make(*given, **options).to_json(validate=False))


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
