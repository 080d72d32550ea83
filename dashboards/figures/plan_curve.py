"""The coverage curve: what share of the need so many more visits would reach."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.template import styled, TEAL
from dashboards.wording import share
from warehouse.i18n import number, translator

_ = translator("dashboards")


def plan_curve(rows: pd.DataFrame, planned: int) -> go.Figure:
    """`rows`: more, share (readings.plan.curve); `planned`: visits of the plan."""
    figure = go.Figure(
        go.Scatter(
            x=rows["more"], y=rows["share"], mode="lines+markers+text", line={"color": TEAL, "width": 2.6},
            marker={"size": 9, "color": TEAL},
            text=[share(value, 0 if len(rows) > 6 else 1) for value in rows["share"]], textposition="top center",
            cliponaxis=False,
            hovertext=[
                _("{visits} visits reach {share} of the need", visits=number(planned + int(more)), share=share(value, 1))
                for more, value in zip(rows["more"], rows["share"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    low, high = float(rows["share"].min()), float(rows["share"].max())
    room = max(0.02, (high - low) * 0.25)
    figure.update_yaxes(range=[max(0.0, low - room), min(1.06, high + 2 * room)], tickformat=".0%", nticks=5)
    figure.update_xaxes(
        tickvals=list(rows["more"]), ticktext=[f"+{more}" if more else str(planned) for more in rows["more"]],
        title={"text": _("Visits of the plan, and so many more"), "standoff": 8, "font": {"size": 13}},
    )  # fmt: skip
    figure.update_layout(showlegend=False)
    return styled(figure, 250)
