"""Periods are whole local days; each is compared with one as long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.filters.period import before, months_touched, Period, preset, PRESETS
from warehouse.i18n import in_language

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("7d", date(2026, 11, 16), TODAY),
        ("30d", date(2026, 10, 24), TODAY),
        ("90d", date(2026, 8, 25), TODAY),
        ("month", date(2026, 11, 1), TODAY),
        ("last-month", date(2026, 10, 1), date(2026, 10, 31)),
        ("year", date(2026, 1, 1), TODAY),
        ("what-is-this", date(2026, 10, 24), TODAY),
    ],
)
def test_a_preset_ends_with_the_last_day_of_the_data(code: str, first: date, last: date) -> None:
    assert preset(code, TODAY) == Period(first, last)


@pytest.mark.parametrize(
    ("period", "compared_with"),
    [
        (Period(date(2026, 10, 24), TODAY), Period(date(2026, 9, 24), date(2026, 10, 23))),
        (Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 9, 1), date(2026, 9, 30))),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2025, 10, 1), date(2025, 12, 31))),
        (Period(date(2026, 11, 1), TODAY), Period(date(2026, 10, 1), date(2026, 10, 22))),
        (Period(date(2026, 3, 1), date(2026, 3, 30)), Period(date(2026, 2, 1), date(2026, 2, 28))),
        (Period(date(2026, 1, 1), TODAY), Period(date(2025, 1, 1), date(2025, 11, 22))),
    ],
)
def test_whole_months_are_compared_with_months_and_days_to_date_with_the_same_days(
    period: Period, compared_with: Period
) -> None:
    assert before(period) == compared_with


@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(0, 400))
def test_the_period_before_ends_before_and_touched_months_contain(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    assert before(period).last < period.last
    months = months_touched(period)
    assert months.first <= period.first <= period.last <= months.last
    assert months.is_whole_months
    assert months.grain == "month"


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="is before"):
        Period(TODAY, TODAY - timedelta(days=1))


def test_labels_say_no_more_than_needed() -> None:
    assert Period(TODAY, TODAY).label() == "22 November 2026"
    assert Period(date(2026, 11, 1), TODAY).label() == "1–22 November 2026"
    assert Period(date(2026, 10, 1), date(2026, 10, 31)).label() == "Oktober 2026"
    assert Period(date(2025, 12, 20), date(2026, 1, 3)).label() == "20 Desember 2025 – 3 Januari 2026"
    with in_language("en"):
        assert Period(date(2026, 10, 1), date(2026, 10, 31)).label() == "October 2026"


def test_every_preset_has_a_name() -> None:
    assert all(PRESETS.values())
