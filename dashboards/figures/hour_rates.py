"""The compliance rate by hour of the day, each bar with the 95% interval of its share."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.template import INK, styled, TEAL
from dashboards.wording import interval_said, share
from warehouse.i18n import number, translator

_ = translator("dashboards")


def hour_rates(hours: pd.DataFrame) -> go.Figure:
    """`hours`: hour, compliance_rate, low, high, on_time, fixed_expected."""
    drawn = hours[hours["fixed_expected"] > 0].reset_index(drop=True)
    rates = drawn["compliance_rate"].astype(float)
    hover = [
        f"<b>{hour:02d}.00</b><br>"
        + _("{rate}: {on_time} of {expected}", rate=share(rate), on_time=number(done), expected=number(expected))
        + "<br>"
        + _("95% interval {interval}", interval=interval_said(low, high))
        for hour, rate, done, expected, low, high in zip(
            drawn["hour"], rates, drawn["on_time"], drawn["fixed_expected"], drawn["low"], drawn["high"], strict=True
        )
    ]
    figure = go.Figure(
        go.Bar(
            x=drawn["hour"].tolist(), y=rates.tolist(), marker={"color": TEAL, "cornerradius": 3},
            error_y={
                "type": "data", "symmetric": False, "array": (drawn["high"] - rates).tolist(),
                "arrayminus": (rates - drawn["low"]).tolist(), "color": INK, "thickness": 1.5, "width": 5,
            },
            hovertext=hover, hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_xaxes(
        tickvals=drawn["hour"].tolist(), ticktext=[f"{hour:02d}" for hour in drawn["hour"]], showgrid=False
    )
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    figure.update_layout(bargap=0.35, margin={"t": 16}, showlegend=False)
    return styled(figure, 280)
