"""What got worse: two dots a step, the period before and this one, joined by the loss."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.row_labels import row_notes
from dashboards.figures.rows import records
from dashboards.figures.template import FAINT, ORANGE, PAPER, styled
from dashboards.wording import points, share, shortened
from warehouse.i18n import number, translator

_ = translator("dashboards")


def declines_figure(declines: pd.DataFrame) -> go.Figure:
    """`declines`: row_title, unit_label, activity, rate, change, expected and both of them before; worst first."""
    places = list(range(len(declines)))
    figure = go.Figure()
    falls = [
        {
            "type": "line", "x0": row["rate"], "x1": row["rate_before"], "y0": place, "y1": place,
            "line": {"color": ORANGE, "width": 3}, "layer": "below", "opacity": 0.45,
        }
        for place, row in zip(places, records(declines), strict=True)
    ]  # fmt: skip
    notes: list[dict[str, Any]] = []
    hover = [
        _(
            "Before {before} of {n_before}, now {now} of {n}",
            before=share(row["rate_before"], 1),
            n_before=number(row["expected_before"]),
            now=share(row["rate"], 1),
            n=number(row["expected"]),
        )
        for row in records(declines)
    ]
    figure.add_trace(
        go.Scatter(
            name=_("Period before"), x=declines["rate_before"], y=places, mode="markers", hovertext=hover,
            marker={"size": 11, "color": PAPER, "line": {"color": FAINT, "width": 2.5}},
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            name=_("This period"), x=declines["rate"], y=places, mode="markers", hovertext=hover,
            marker={"size": 13, "color": ORANGE}, cliponaxis=False,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    for place, row in zip(places, records(declines), strict=True):
        head = f"{shortened(row['row_title'], 32)} {row['unit_label']}"
        fallen = f"<b style='color:{ORANGE}'>{points(row['change'])}</b>"
        notes += row_notes(place, head, right=fallen, shift=34)
        notes += row_notes(place, "", shortened(row["activity"], 46), shift=17)
    figure.update_layout(shapes=falls, annotations=notes)
    lowest = float(declines[["rate", "rate_before"]].min().min()) if len(declines) else 0.0
    figure.update_xaxes(range=[max(0.0, lowest - 0.12), 1.02], tickformat=".0%", nticks=6)
    figure.update_yaxes(tickvals=places, showticklabels=False, range=[len(declines) - 0.68, -0.82], showgrid=True)
    return styled(figure, 72 * max(len(declines), 1) + 64)
