"""The Wilson interval: published values, and what must hold for every count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.rules.wilson import wilson_interval, Z_95


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [  # Newcombe 1998, table I, method 3 (score)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_has_no_interval() -> None:
    assert wilson_interval(0, 0) is None


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(successes, trials)


@given(st.integers(1, 10_000).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_the_share_lies_in_its_interval_and_the_other_share_in_the_mirrored_one(counted: tuple[int, int]) -> None:
    successes, trials = counted
    interval, mirrored = wilson_interval(successes, trials), wilson_interval(trials - successes, trials)
    assert interval
    assert mirrored
    low, high = interval
    assert 0 <= low <= successes / trials <= high <= 1
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx(interval)
    for end in {low, high} - {0.0, 1.0}:  # each end is where the share would be just z standard errors away
        assert abs(successes / trials - end) == pytest.approx(Z_95 * (end * (1 - end) / trials) ** 0.5, rel=1e-6)


@given(st.integers(1, 500))
def test_more_cases_make_it_narrower(trials: int) -> None:
    few, many = wilson_interval(trials, 2 * trials), wilson_interval(2 * trials, 4 * trials)
    assert few
    assert many
    assert many[1] - many[0] < few[1] - few[0]
