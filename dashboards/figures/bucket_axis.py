"""The axis of a course through time: days, weeks or months side by side, a label for about every sixth."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from dashboards.wording import bucket_label

LABELS = 6


def starts_of(buckets: pd.DataFrame) -> list[date]:
    return [start.date() for start in pd.to_datetime(buckets["bucket"])]


def bucket_axis(figure: go.Figure, starts: list[date], bucket: str) -> None:
    """Label the places 0, 1, 2 … of the x axis; a week goes by its Monday."""
    ticks = [bucket_label(start, "day" if bucket == "week" else bucket) for start in starts]
    every = max(1, -(-len(ticks) // LABELS))
    figure.update_xaxes(
        tickvals=list(range(len(ticks)))[::every], ticktext=ticks[::every], tickangle=0, showgrid=False, zeroline=False,
        ticklabelstandoff=7,
    )  # fmt: skip
