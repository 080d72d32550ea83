"""Classes side by side: a lying bar each, its name above it at the left and its value at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_bars import Part
from dashboards.figures.row_labels import row_notes
from dashboards.figures.template import INK, styled
from dashboards.wording import shortened
from warehouse.i18n import number

ROW_PX = 44
"""Of a bar with its name above it."""


def class_bars(
    rows: pd.DataFrame,
    parts: Sequence[Part],
    *,
    names: Sequence[str],
    values: Sequence[str],
    said: Callable[[int], str] = number,
) -> go.Figure:
    """`rows` in the order to draw, with the columns of `parts`; `names` and `values` are what is written above each;
    `said` writes the value of a part."""
    places = list(range(len(rows)))
    figure = go.Figure()
    for part in parts:
        figure.add_trace(
            go.Bar(
                name=part.name, x=rows[part.column].tolist(), y=places, orientation="h", width=0.34,
                marker={"color": part.colour, "cornerradius": 2},
                hovertext=[
                    f"<b>{name}</b><br>{part.name}: {said(value)}"
                    for name, value in zip(names, rows[part.column], strict=True)
                ],
                hoverinfo="text",
            )
        )  # fmt: skip
    notes = [
        note
        for place, name, value in zip(places, names, values, strict=True)
        for note in row_notes(
            place, "", f"<span style='color:{INK}'>{shortened(name, 40)}</span>", right=f"<b>{value}</b>", shift=17
        )
    ]
    figure.update_xaxes(showticklabels=False, showgrid=False, showline=False, zeroline=False, rangemode="tozero")
    figure.update_yaxes(tickvals=places, showticklabels=False, range=[len(rows) - 0.62, -0.85], showgrid=False)
    figure.update_layout(barmode="stack", showlegend=len(parts) > 1, annotations=notes)
    return styled(figure, ROW_PX * max(len(rows), 1) + (44 if len(parts) > 1 else 20))
