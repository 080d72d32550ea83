"""Weekday × hour: when visitors come."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.template import INK, PAPER, styled, TEAL
from dashboards.wording import weekday
from warehouse.i18n import number, translator

_ = translator("dashboards")

BANDS: tuple[tuple[float, str, str], ...] = (
    (0.0, "#f1f6f6", INK), (0.15, "#c5dedd", INK), (0.35, "#86bdbd", INK), (0.6, "#2f7f82", PAPER), (0.8, TEAL, PAPER),
)  # fmt: skip
"""From which share of the busiest hour on, with which fill and which text colour."""
UNSEEN = [[0.0, "rgba(0,0,0,0)"], [1.0, "rgba(0,0,0,0)"]]
HALF_X, HALF_Y = 0.47, 0.46


def visit_hours(hours: pd.DataFrame) -> go.Figure:
    """`hours`: weekday 1–7, hour, visits; hours without a visit between the first and last are drawn as empty."""
    days = [day for day in range(1, 8) if day <= 5 or day in set(hours["weekday"])]
    columns = list(range(int(hours["hour"].min()), int(hours["hour"].max()) + 1)) if len(hours) else []
    grid = hours.pivot_table(index="weekday", columns="hour", values="visits", aggfunc="sum", fill_value=0)
    grid = grid.reindex(index=days, columns=columns, fill_value=0)
    most = float(grid.to_numpy().max()) if grid.size else 0.0
    texts = [[number(value) if value else "" for value in row] for row in grid.to_numpy()]
    figure = go.Figure(
        go.Heatmap(
            z=grid.to_numpy(), x=columns, y=list(range(len(days))), colorscale=UNSEEN,
            showscale=False, customdata=[[[weekday(day), hour + 1] for hour in columns] for day in days],
            hovertemplate=_("{weekday}, {hour}.00–{next}.00: {visits} visits",
                            weekday="%{customdata[0]}", hour="%{x:02d}", next="%{customdata[1]:02d}",
                            visits="<b>%{z:,}</b>") + "<extra></extra>",
        )
    )  # fmt: skip
    shapes, notes = [], []  # set all at once: Plotly checks all of them again at each one that is added
    for row, _day in enumerate(days):
        for column, hour in enumerate(columns):
            fill, ink = _look(float(grid.to_numpy()[row][column]) / most if most else 0.0)
            shapes.append(
                {
                    "type": "rect", "x0": hour - HALF_X, "x1": hour + HALF_X, "y0": row - HALF_Y, "y1": row + HALF_Y,
                    "fillcolor": fill, "line": {"width": 0, "color": fill}, "layer": "below",
                }
            )  # fmt: skip
            notes.append(
                {
                    "x": hour,
                    "y": row,
                    "text": texts[row][column],
                    "showarrow": False,
                    "font": {"size": 12, "color": ink},
                }
            )
    figure.update_layout(shapes=shapes, annotations=notes)
    figure.update_xaxes(
        tickvals=columns, ticktext=[f"{hour:02d}" for hour in columns], side="top", showgrid=False, zeroline=False,
        showline=False,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(days))), ticktext=[weekday(day) for day in days], autorange="reversed",
        showgrid=False, zeroline=False, showline=False, tickfont={"color": INK}, ticklabelstandoff=6,
    )  # fmt: skip
    return styled(figure, 47 * len(days) + 48)


def _look(share_of_most: float) -> tuple[str, str]:
    """The fill and the text colour of an hour."""
    fill, ink = BANDS[0][1:]
    for least, band_fill, band_ink in BANDS:
        if share_of_most >= least:
            fill, ink = band_fill, band_ink
    return fill, ink
