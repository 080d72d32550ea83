"""Counts or amounts through time: one bar a day, week or month, its parts stacked or beside each other."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from dashboards.figures.bucket_axis import bucket_axis, starts_of
from dashboards.figures.template import styled
from dashboards.wording import bucket_label, short_rupiah
from warehouse.i18n import number, rupiah


@dataclass(frozen=True)
class Part:
    """One column of the frame, with its name and colour."""

    column: str
    name: str
    colour: str


def bucket_bars(
    buckets: pd.DataFrame,
    bucket: str,
    parts: list[Part],
    *,
    said: Callable[[int], str] = number,
    mode: Literal["stack", "group"] = "stack",
    height: int = 300,
) -> go.Figure:
    """`buckets`: bucket (date) and the columns of `parts`, in order of time; `said` writes a value."""
    starts = starts_of(buckets)
    labels = [bucket_label(start, bucket) for start in starts]
    figure = go.Figure()
    for part in parts:
        values = [int(value) for value in buckets[part.column]]
        figure.add_trace(
            go.Bar(
                name=part.name, x=list(range(len(starts))), y=values, marker={"color": part.colour},
                hovertext=[
                    f"<b>{label}</b><br>{part.name}: {said(value)}" for label, value in zip(labels, values, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    bucket_axis(figure, starts, bucket)
    figure.update_xaxes(range=[-0.6, max(len(starts) - 0.4, 0.6)])
    figure.update_yaxes(rangemode="tozero", nticks=6, tickformat=",")
    if said is rupiah:
        _rupiah_axis(figure, max([1, *(int(value) for value in _tops(buckets, parts, mode))]))
    figure.update_layout(barmode="stack" if mode == "stack" else "group", bargap=0.25, showlegend=len(parts) > 1)
    return styled(figure, height)


def _tops(buckets: pd.DataFrame, parts: list[Part], mode: str) -> pd.Series:
    """How high the bars reach."""
    values = buckets[[part.column for part in parts]].clip(lower=0)
    return values.sum(axis=1) if mode == "stack" else values.max(axis=1)


def _rupiah_axis(figure: go.Figure, most_idr: int) -> None:
    """About four labels, as people say amounts: Rp250 rb, Rp1,5 jt."""
    size = 10 ** math.floor(math.log10(max(most_idr / 4, 1)))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times * 4 >= most_idr)
    ticks = [step * place for place in range(math.ceil(most_idr / step) + 1)]
    figure.update_yaxes(tickvals=ticks, ticktext=[short_rupiah(tick) for tick in ticks])
