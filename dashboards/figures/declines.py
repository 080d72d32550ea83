"""What got worse: two dots a step, the period before and this one, joined by the loss."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.rows import records
from dashboards.figures.template import FAINT, INK, ORANGE, PAPER, styled
from dashboards.wording import points, share, shortened
from warehouse.i18n import number, translator

_ = translator("dashboards")


def declines_figure(declines: pd.DataFrame) -> go.Figure:
    """`declines`: row_title, unit_label, activity, rate, change, expected and both of them before; worst first."""
    places = list(range(len(declines)))
    figure = go.Figure()
    for place, row in zip(places, records(declines), strict=True):
        figure.add_shape(
            type="line", x0=row["rate"], x1=row["rate_before"], y0=place, y1=place,
            line={"color": ORANGE, "width": 3}, layer="below", opacity=0.45,
        )  # fmt: skip
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
        label = f"<b>{row['row_title']}</b> {row['unit_label']} · {shortened(row['activity'], 30)}"
        for x, anchor, text, colour in (
            (0, "left", label, INK),
            (1, "right", f"<b>{points(row['change'])}</b>", ORANGE),
        ):
            figure.add_annotation(
                x=x, xref="paper", y=place, yshift=21, xanchor=anchor, text=text, showarrow=False,
                font={"size": 13, "color": colour},
            )  # fmt: skip
    lowest = float(declines[["rate", "rate_before"]].min().min()) if len(declines) else 0.0
    figure.update_xaxes(range=[max(0.0, lowest - 0.12), 1.02], tickformat=".0%", nticks=6)
    figure.update_yaxes(tickvals=places, showticklabels=False, range=[len(declines) - 0.6, -0.85], showgrid=True)
    return styled(figure, 58 * max(len(declines), 1) + 64)
