"""Draws a figure in the browser, with the Plotly that the Python package brings along.

Streamlit's own chart makes a new one of every change, and draws that twice. Here a figure that changes is drawn once, into
the one that stands there; what is on the screen comes first, the rest when the browser has time.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import streamlit as st

from dashboards.chart_library import ADDRESS

CHART = "patuh_chart"

_mount = st.components.v2.component(
    CHART,
    html='<div class="patuh-chart" data-testid="stPlotlyChart" role="figure"></div>',
    js=files("dashboards.components.drawing").joinpath("drawing.js").read_text("utf-8"),
    isolate_styles=False,
)


def draw(figure_json: str, config: Mapping[str, Any], *, key: str, alt: str) -> None:
    """Show the figure; `key` is the place it keeps when it changes."""
    _mount(key=key, data=_told(figure_json, config, alt, pick=False))


def draw_to_pick_from(figure_json: str, config: Mapping[str, Any], *, key: str, alt: str) -> list[Any] | None:
    """The same; the customdata of the point that was pressed just now."""
    told = _told(figure_json, config, alt, pick=True)
    picked = _mount(key=key, data=told, on_picked_change=_nothing).picked
    return list(picked) if picked else None


def _told(figure_json: str, config: Mapping[str, Any], alt: str, *, pick: bool) -> dict[str, Any]:
    return {"figure": figure_json, "config": dict(config), "alt": alt, "pick": pick, "library": ADDRESS}


def _nothing() -> None:
    """Streamlit wants a callback for everything that a component may say; the script run that follows is what counts."""
