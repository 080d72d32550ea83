"""Printed times: fixed, adjusted or none; anything else is unreadable, never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue.times import parse_time, SECONDS_PER_UNIT, StandardTime


@pytest.mark.parametrize(
    ("printed", "meaning"),
    [
        ("10 detik", StandardTime("fixed", 10)),
        ("2 menit", StandardTime("fixed", 120)),
        ("120 menit", StandardTime("fixed", 7200)),
        ("2 jam", StandardTime("fixed", 7200)),
        ("1 hari", StandardTime("fixed", 86400, working_time=True)),
        ("Disesuaikan", StandardTime("adjusted")),
        ("Disesuaikan dengan jarak tempuh", StandardTime("adjusted")),
        (None, StandardTime("none")),
    ],
)
def test_every_kind_of_time_the_sops_print(printed: str | None, meaning: StandardTime) -> None:
    assert parse_time(printed) == meaning


@pytest.mark.parametrize(
    "printed", ["", " ", "0 menit", "menit", "2", "2 minggu", "-2 menit", "2,5 jam", "2 menit 5 detik", "ca. 2 menit"]
)
def test_a_time_that_cannot_be_read_is_not_guessed(printed: str) -> None:
    assert parse_time(printed) is None


@given(st.integers(1, 99999), st.sampled_from(sorted(SECONDS_PER_UNIT)), st.sampled_from([" ", "  "]), st.booleans())
def test_a_number_and_a_unit_are_their_product(count: int, unit: str, gap: str, capital: bool) -> None:
    printed = f"{count}{gap}{unit.upper() if capital else unit}"
    assert parse_time(printed) == StandardTime("fixed", count * SECONDS_PER_UNIT[unit], working_time=unit == "hari")


@given(st.text(max_size=30))
def test_only_a_fixed_time_has_seconds_and_they_are_positive(printed: str) -> None:
    meaning = parse_time(printed)
    if meaning is not None:
        assert (meaning.kind == "fixed") == (meaning.standard_s is not None)
        assert meaning.standard_s is None or meaning.standard_s > 0
        assert meaning.kind != "none"
