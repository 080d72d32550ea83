"""Coverage by region: every region its own polygon, drawn as lines on plain axes, so that no tile or outline is fetched.

Without outlines a region is a circle at its point, as large as its registered sites are many. Sand to teal: told apart
with every common colour vision and on a grey print; a region without a registered site is blank, not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sqrt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.rows import records
from dashboards.figures.template import BLANK, FAINT, INK, PAPER, styled
from dashboards.geography import Outline, Point
from dashboards.wording import share
from warehouse.i18n import number, translator

_ = translator("dashboards")

NONE_SERVED = "#e3b877"
BANDS: tuple[tuple[float, str], ...] = ((0.0, "#d3e8e5"), (0.25, "#93c7c5"), (0.5, "#47989b"), (0.75, "#0b5a5f"))
"""From which share of the registered sites on, with which fill."""
SMALLEST_PX, LARGEST_PX = 10, 34
LEAST_ROOM = 0.05
"""Degrees around what is shown."""


def fill_of(coverage: float | None) -> str:
    """The fill of a region: blank without a registered site, sand when none of its sites was served."""
    if coverage is None or coverage != coverage:
        return BLANK
    if coverage <= 0:
        return NONE_SERVED
    return next(fill for least, fill in reversed(BANDS) if coverage >= least)


def coverage_map(
    rows: pd.DataFrame, names: Mapping[str, str], shapes: Mapping[str, Outline], points: Mapping[str, Point], height: int,
    *, close_up: bool = False,
) -> go.Figure:  # fmt: skip
    """`rows`: region, sites_registered, sites_served, site_coverage, people_registered, people_served, population_coverage.

    `shapes`: outlines of the level that is shown; `points` stand in for regions without one. `close_up`: not the whole of
    `shapes`, but where `rows` are.
    """
    figure = go.Figure()
    by_region = {str(row["region"]): row for row in records(rows)}
    _polygons(figure, {code: by_region.get(code) for code in shapes}, shapes)
    _hover_marks(figure, by_region, names, shapes)
    loose = [code for code in by_region if code not in shapes and code in points]
    _circles(figure, loose, by_region, names, points)
    near = [code for code in shapes if code in by_region] if close_up else []
    _axes(figure, [spot for code in near or shapes for ring in shapes[code].rings for spot in ring]
          + [points[code] for code in loose], bool(shapes))  # fmt: skip
    return styled(figure, height)


def _polygons(figure: go.Figure, rows: Mapping[str, dict[str, Any] | None], shapes: Mapping[str, Outline]) -> None:
    """One trace per fill, not per region: hundreds of traces would make the browser slow."""
    of_fill: dict[str, list[str]] = {}
    for code, row in rows.items():
        of_fill.setdefault(fill_of(None if row is None else row["site_coverage"]), []).append(code)
    for fill, codes in of_fill.items():
        across: list[float | None] = []
        up: list[float | None] = []
        for ring in (ring for code in codes for ring in shapes[code].rings):
            across += [*(spot[0] for spot in ring), None]
            up += [*(spot[1] for spot in ring), None]
        figure.add_trace(
            go.Scatter(
                x=across, y=up, mode="lines", fill="toself", fillcolor=fill, hoverinfo="skip", showlegend=False,
                line={"color": "#b9c8ce" if fill == BLANK else PAPER, "width": 0.8, "simplify": False},
            )
        )  # fmt: skip


def _hover_marks(
    figure: go.Figure, by_region: Mapping[str, dict[str, Any]], names: Mapping[str, str], shapes: Mapping[str, Outline]
) -> None:
    """Unseen marks inside the regions carry what is said of them: a filled line says nothing where it is filled."""
    if not shapes:
        return
    codes = list(shapes)
    figure.add_trace(
        go.Scatter(
            x=[shapes[code].point[0] for code in codes], y=[shapes[code].point[1] for code in codes], mode="markers",
            marker={"size": 26, "color": "rgba(0,0,0,0)"}, showlegend=False, customdata=codes,
            hovertext=[told(names.get(code, code), by_region.get(code)) for code in codes],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def _circles(
    figure: go.Figure, codes: list[str], by_region: Mapping[str, dict[str, Any]], names: Mapping[str, str],
    points: Mapping[str, Point],
) -> None:  # fmt: skip
    if not codes:
        return
    most = max(int(by_region[code]["sites_registered"]) for code in codes) or 1
    sizes = [
        max(SMALLEST_PX, LARGEST_PX * sqrt(int(by_region[code]["sites_registered"]) / most)) for code in codes
    ]  # the area, not the width, stands for the number
    figure.add_trace(
        go.Scatter(
            x=[points[code][0] for code in codes], y=[points[code][1] for code in codes], mode="markers+text",
            marker={"size": sizes, "color": [fill_of(by_region[code]["site_coverage"]) for code in codes],
                    "line": {"color": INK, "width": 1}},
            text=[names.get(code, code) if len(codes) <= 24 else "" for code in codes], textposition="bottom center",
            textfont={"size": 11, "color": INK}, showlegend=False, customdata=codes, cliponaxis=False,
            hovertext=[told(names.get(code, code), by_region[code]) for code in codes],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip


def told(name: str, row: Mapping[str, Any] | None) -> str:
    """What is said of one region."""
    if row is None:
        return f"<b>{name}</b><br>" + _("no registered site")
    sites = _("{served} of {registered} sites served ({share})", served=number(row["sites_served"]),
              registered=number(row["sites_registered"]), share=share(row["site_coverage"]))  # fmt: skip
    people = _("{served} of {registered} people reached ({share})", served=number(row["people_served"]),
               registered=number(row["people_registered"]), share=share(row["population_coverage"]))  # fmt: skip
    return f"<b>{name}</b><br>{sites}<br>{people}"


def _axes(figure: go.Figure, spots: list[Point], has_shapes: bool) -> None:
    """A degree of longitude as long as it is at this latitude; no ticks, no grid: it is a map."""
    if not spots:
        return
    ranges = []
    for values in zip(*spots, strict=True):
        low, high = min(values), max(values)
        room = max((high - low) * (0.02 if has_shapes else 0.22), LEAST_ROOM)
        ranges.append([low - room, high + room])
    plain = {"showgrid": False, "zeroline": False, "showline": False, "showticklabels": False}
    figure.update_xaxes(range=ranges[0], constrain="range", **plain)
    figure.update_yaxes(
        range=ranges[1], scaleanchor="x", scaleratio=1 / cos(radians(sum(ranges[1]) / 2)), constrain="range", **plain
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    if not has_shapes:
        figure.update_layout(shapes=[{
            "type": "rect", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 1,
            "line": {"color": FAINT, "width": 0.6, "dash": "dot"}, "layer": "below",
        }])  # fmt: skip
