"""The steps of one SOP against their standards: median as a bar, p90 as a mark, 100% is the standard."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.row_labels import row_notes
from dashboards.figures.rows import records
from dashboards.figures.template import INK, MUTED, ORANGE, styled, TEAL
from dashboards.wording import duration, shortened, wrapped
from warehouse.i18n import number, translator

_ = translator("dashboards")

FURTHEST = 3.0
"""Marks beyond three times the standard are drawn at the edge, their text says how far they are."""


def step_bars(units: pd.DataFrame) -> go.Figure:
    """`units`: unit_label, activity, standard_s, median_s, p90_s, durations; only those with a standard are drawn."""
    drawn = units[units["standard_s"].notna()].reset_index(drop=True)
    places = list(range(len(drawn)))
    median = drawn["median_s"] / drawn["standard_s"]
    p90 = drawn["p90_s"] / drawn["standard_s"]
    reach = min(FURTHEST, max([1.3, *(value * 1.08 for value in p90.dropna())]))
    figure = go.Figure()
    figure.add_trace(
        go.Bar(
            name=_("Median"), x=median.clip(upper=reach), y=places, orientation="h", width=0.34,
            marker={"color": [ORANGE if value > 1 else TEAL for value in median], "cornerradius": 3},
            customdata=drawn[["median_s", "p90_s", "standard_s", "durations"]].to_numpy(),
            hovertext=[_hover(row) for row in records(drawn)], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            name=_("p90: nine of ten are faster"), x=p90.clip(upper=reach * 0.995), y=places, mode="markers",
            marker={"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": INK}},
            hovertext=[_hover(row) for row in records(drawn)], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.add_vline(x=1, line={"color": MUTED, "width": 1.5, "dash": "dot"})
    notes: list[dict[str, Any]] = [
        {
            "x": 1, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left", "text": _("standard"),
            "showarrow": False, "font": {"size": 12, "color": MUTED}, "xshift": 3,
        }
    ]  # fmt: skip
    for place, row in zip(places, records(drawn), strict=True):
        taken = _("<b>{median}</b> of {standard}",
                  median=duration(row["median_s"]), standard=duration(row["standard_s"]))  # fmt: skip
        notes += row_notes(place, row["unit_label"], shortened(row["activity"], 46), shift=38)
        notes += row_notes(place, "", taken, shift=20)
    figure.update_xaxes(range=[0, reach], zeroline=False)
    figure.update_yaxes(tickvals=places, showticklabels=False, range=[len(drawn) - 0.7, -0.78], showgrid=False)
    figure.update_layout(
        annotations=notes,
        margin={"t": 26},
        legend={"y": -0.02, "yanchor": "top", "yref": "paper", "traceorder": "normal"},
    )
    figure.update_xaxes(showticklabels=False, showline=False, showgrid=False)
    return styled(figure, 74 * max(len(drawn), 1) + 84)


def _hover(row: dict[str, Any]) -> str:
    return "<br>".join(
        (
            f"<b>{row['unit_label']}</b> {wrapped(row['activity'], 50)}",
            _(
                "Median {median}, p90 {p90}, standard {standard}",
                median=duration(row["median_s"]),
                p90=duration(row["p90_s"]),
                standard=duration(row["standard_s"]),
            ),
            _("{count} durations", count=number(row["durations"])),
        )
    )
