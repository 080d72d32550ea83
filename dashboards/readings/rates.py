"""The three rates of SOP-time compliance, from the sums of their numerators and denominators. Pure.

DOMAIN: recording = recorded ÷ expected; on time = on time ÷ timed; compliance = on time ÷ expected, over units with a
fixed standard. Rates of a period are rates of its sums, never means of daily rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from warehouse.rules.wilson import wilson_interval

SMALL_N = 20
"""Below so many expected units a rate moves by 5 points or more with a single one: it is shown, and shown as small."""


def ratio(numerator: float, denominator: float) -> float | None:
    """None, not zero, when there was nothing to count."""
    return None if not denominator or denominator != denominator else float(numerator) / float(denominator)


def rates_of(sums: Mapping[str, Any]) -> dict[str, float | None]:
    return {
        "compliance_rate": ratio(sums["on_time"], sums["fixed_expected"]),
        "recording_rate": ratio(sums["recorded"], sums["expected"]),
        "on_time_rate": ratio(sums["on_time"], sums["timed"]),
    }


def with_rates(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the three rates beside its sums; NaN where there was nothing to count.

    A frame of single units (with `standard_s`) needs no `fixed_expected`: a unit without a standard has none.
    """
    rated = frame.copy()
    if "fixed_expected" not in rated:
        rated["fixed_expected"] = rated["expected"].where(rated["standard_s"].notna(), 0)
    for name, numerator, denominator in (
        ("compliance_rate", "on_time", "fixed_expected"),
        ("recording_rate", "recorded", "expected"),
        ("on_time_rate", "on_time", "timed"),
    ):
        below = rated[denominator].astype(float).replace(0.0, np.nan)
        rated[name] = rated[numerator].astype(float) / below
    return rated


def with_intervals(
    frame: pd.DataFrame, *, numerator: str = "on_time", denominator: str = "fixed_expected"
) -> pd.DataFrame:
    """`frame` with `low` and `high`: the 95% Wilson interval of numerator ÷ denominator; NaN where nothing was counted."""
    pairs = zip(frame[numerator], frame[denominator], strict=True)
    ends = [wilson_interval(int(n), int(d)) or (np.nan, np.nan) for n, d in pairs]
    return frame.assign(
        low=np.array([low for low, _high in ends], dtype=float),
        high=np.array([high for _low, high in ends], dtype=float),
    )
