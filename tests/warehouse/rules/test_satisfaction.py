"""The index of PermenPANRB 14/2017: weight 1/9, two decimals, grades on both sides of each limit, the sample's table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.rules.satisfaction import ELEMENTS, grade, ikm, sample_needed


def test_the_index_runs_from_25_to_100() -> None:
    assert ikm(ELEMENTS * 1, 1) == Decimal("25.00")
    assert ikm(ELEMENTS * 4 * 7, 7) == Decimal("100.00")


def test_each_element_weighs_one_ninth_not_0_11() -> None:
    """With 0.11 nine times a three would be 74.25."""
    assert ikm(ELEMENTS * 3, 1) == Decimal("75.00")


def test_a_half_is_rounded_up() -> None:
    """25 × 1809 ÷ (9 × 200) = 25.125 exactly."""
    assert ikm(1809, 200) == Decimal("25.13")


def test_nobody_has_no_index() -> None:
    with pytest.raises(ValueError, match="nobody"):
        ikm(0, 0)


@pytest.mark.parametrize(
    ("index", "letter"),
    [("100", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"), ("64.99", "D"),
     ("25", "D")],
)  # fmt: skip
def test_grades_on_both_sides_of_their_limits(index: str, letter: str) -> None:
    assert grade(Decimal(index)) == letter


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=40))
def test_the_index_is_25_times_the_mean_of_the_nine_means(forms: list[list[int]]) -> None:
    means = [Fraction(sum(form[element] for form in forms), len(forms)) for element in range(ELEMENTS)]
    exact = 25 * sum(means) / ELEMENTS
    assert abs(Fraction(ikm(sum(map(sum, forms)), len(forms))) - exact) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("population", "sample"),
    [(0, 0), (10, 10), (20, 19), (50, 44), (100, 80), (150, 108), (500, 217), (1000, 278), (1500, 306), (5000, 357),
     (10_000, 370), (75_000, 382)],
)  # fmt: skip
def test_samples_are_those_of_the_printed_table(population: int, sample: int) -> None:
    assert sample_needed(population) == sample
