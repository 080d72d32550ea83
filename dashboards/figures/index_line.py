"""The satisfaction index through time, between the limits of its grades; hollow points stand on few respondents."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_axis import bucket_axis, starts_of
from dashboards.figures.template import FAINT, MUTED, PAPER, styled, TEAL
from dashboards.readings.rates import SMALL_N
from dashboards.wording import bucket_label, times
from warehouse.i18n import number, translator
from warehouse.rules.satisfaction import GRADES

_ = translator("dashboards")


def index_line(buckets: pd.DataFrame, bucket: str) -> go.Figure:
    """`buckets`: bucket (date), ikm (NaN where few answered) and respondents, in order of time."""
    starts = starts_of(buckets)
    places, labels = list(range(len(starts))), [bucket_label(start, bucket) for start in starts]
    few = (buckets["respondents"] < SMALL_N).tolist()
    figure = go.Figure(
        go.Scatter(
            name=_("Index (IKM)"), x=places, y=buckets["ikm"].tolist(), mode="lines+markers", connectgaps=False,
            line={"color": TEAL, "width": 3},
            marker={"size": 9, "color": [PAPER if small else TEAL for small in few], "line": {"color": TEAL, "width": 2}},
            hovertext=[
                f"<b>{label}</b><br>IKM {times(value)}<br>" + _("{count} respondents", count=number(count))
                for label, value, count in zip(labels, buckets["ikm"], buckets["respondents"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    lowest = buckets["ikm"].min()
    floor = 25.0 if lowest != lowest else max(25.0, min(60.0, math.floor((float(lowest) - 3) / 5) * 5))
    for letter, least in GRADES[:-1]:
        if float(least) > floor:
            figure.add_hline(
                y=float(least), line={"color": FAINT, "width": 1, "dash": "dot"}, annotation_text=letter,
                annotation_position="top right", annotation_font={"color": MUTED, "size": 13},
            )  # fmt: skip
    bucket_axis(figure, starts, bucket)
    figure.update_xaxes(range=[-0.4, max(len(places) - 0.6, 0.6)])
    figure.update_yaxes(range=[floor, 100.5], nticks=6, zeroline=False)
    figure.update_layout(showlegend=False)
    return styled(figure, 300)
