"""Rates over time: compliance in front, recording and on-time rate behind it; hollow points stand on few cases."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_axis import bucket_axis, starts_of
from dashboards.figures.template import BLUE, ORANGE, PAPER, styled, TEAL
from dashboards.readings.rates import SMALL_N
from dashboards.wording import bucket_label, share
from warehouse.i18n import N_, number, translator

_ = translator("dashboards")

LINES: tuple[tuple[str, str, str, str, str, float, str], ...] = (
    ("recording_rate", N_("Recording rate"), "recorded", "expected", BLUE, 1.6, "dot"),
    ("on_time_rate", N_("On-time rate"), "on_time", "timed", ORANGE, 1.6, "dash"),
    ("compliance_rate", N_("Compliance rate"), "on_time", "fixed_expected", TEAL, 3.2, "solid"),
)


def rate_trend(buckets: pd.DataFrame, bucket: str) -> go.Figure:
    """`buckets`: bucket (date), the rates and the numerators and denominators they come from, in order of time."""
    places = list(range(len(buckets)))
    starts = starts_of(buckets)
    labels = [bucket_label(start, bucket) for start in starts]
    figure = go.Figure()
    for column, name, numerator, denominator, colour, width, dash in LINES:
        small = (buckets[denominator] < SMALL_N).tolist()
        figure.add_trace(
            go.Scatter(
                name=_(name), x=places, y=buckets[column], mode="lines+markers", connectgaps=False,
                line={"color": colour, "width": width, "dash": dash},
                marker={"size": 8 if width > 2 else 5, "color": [PAPER if few else colour for few in small],
                        "line": {"color": colour, "width": 1.6}},
                hovertext=[
                    f"<b>{label}</b><br>{_(name)} {share(value, 1)}<br>"
                    + _("{part} of {whole}", part=number(part), whole=number(whole))
                    for label, value, part, whole in zip(
                        labels, buckets[column], buckets[numerator], buckets[denominator], strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    bucket_axis(figure, starts, bucket)
    figure.update_xaxes(range=[-0.4, max(len(places) - 0.6, 0.6)])
    lowest = buckets[[line[0] for line in LINES]].min().min()
    floor = 0.0 if lowest != lowest else min(0.6, max(0.0, math.floor((lowest - 0.04) * 10) / 10))
    figure.update_yaxes(range=[floor, 1.03], tickformat=".0%", dtick=0.1 if floor >= 0.4 else 0.25, zeroline=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    return styled(figure, 320)
