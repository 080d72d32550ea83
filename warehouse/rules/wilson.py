"""The Wilson score interval: how far a share of few cases may lie from the one that many would show. Pure."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The standard normal quantile of 97.5%."""


def wilson_interval(successes: int, trials: int, z: float = Z_95) -> tuple[float, float] | None:
    """Lower and upper end, both within 0 and 1; None when nothing was counted.

    Unlike ± around the share itself it holds for few trials and for shares of 0 and 1 (Wilson 1927).
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no share")
    if trials == 0:
        return None
    share, weight = successes / trials, z * z / trials
    middle = share + weight / 2
    spread = z * sqrt(share * (1 - share) / trials + weight / (4 * trials))
    low = 0.0 if successes == 0 else (middle - spread) / (1 + weight)
    high = 1.0 if successes == trials else (middle + spread) / (1 + weight)
    return max(0.0, low), min(1.0, high)
