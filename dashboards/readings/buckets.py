"""Courses through time: a row for every bucket between the first and the last with a record, so that a quiet day shows."""

from __future__ import annotations

import pandas as pd

from dashboards.filters.period import Period

_OFFSETS = {"day": "D", "week": "W-MON", "month": "MS"}
_BARS = 31
"""About as many bars as a chart has room for."""


def every_bucket(frame: pd.DataFrame, bucket: str) -> pd.DataFrame:
    """`frame` (bucket, counts) with zeros in the buckets between its first and last that have no row."""
    if frame.empty:
        return frame
    starts = pd.to_datetime(frame["bucket"])
    wanted = pd.date_range(starts.min(), starts.max(), freq=_OFFSETS[bucket])
    full = frame.assign(bucket=starts).set_index("bucket").reindex(wanted, fill_value=0)
    return full.rename_axis("bucket").reset_index()


def fitting_bucket(period: Period) -> str:
    """The bucket in which a period is drawn unless somebody picks another."""
    return "day" if period.days <= _BARS else "week" if period.days <= 186 else "month"


def course(frame: pd.DataFrame, column: str) -> list[float | None]:
    """The values of a sparkline; none when nothing ever moved."""
    return [float(value) for value in frame[column]] if column in frame and frame[column].any() else []
