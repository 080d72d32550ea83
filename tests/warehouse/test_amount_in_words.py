"""Amounts in words: the language's own forms, and that reading the words back gives the amount."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warehouse.amount_in_words import in_words, LARGEST_IDR

DIGITS = {
    word: value
    for value, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan".split())
}  # fmt: skip
BIG = {"ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000}


def read_back(words: str) -> int:
    """The amount that the words say, by the grammar of the language and not by the way they were made."""
    total = group = last = 0
    for word in words.removesuffix(" rupiah").split():
        if word in DIGITS:
            last = DIGITS[word]
            group += last
        elif word in ("sepuluh", "sebelas"):
            group += 10 if word == "sepuluh" else 11
        elif word == "seratus":
            group += 100
        elif word == "seribu":
            total += 1_000
        elif word == "belas":
            group += 10
        elif word in ("puluh", "ratus"):
            group += last * ((10 if word == "puluh" else 100) - 1)
        else:
            total, group = total + group * BIG[word], 0
    return total + group


@pytest.mark.parametrize(
    ("amount_idr", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (20, "dua puluh rupiah"),
        (99, "sembilan puluh sembilan rupiah"),
        (100, "seratus rupiah"),
        (101, "seratus satu rupiah"),
        (111, "seratus sebelas rupiah"),
        (500, "lima ratus rupiah"),
        (1_000, "seribu rupiah"),
        (1_100, "seribu seratus rupiah"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan rupiah"),
        (2_000, "dua ribu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (21_500, "dua puluh satu ribu lima ratus rupiah"),
        (100_000, "seratus ribu rupiah"),
        (101_000, "seratus satu ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_001_001, "satu juta seribu satu rupiah"),
        (21_001_000, "dua puluh satu juta seribu rupiah"),
        (1_000_001_000, "satu miliar seribu rupiah"),
        (-1_500, "minus seribu lima ratus rupiah"),
    ],
)
def test_words_of_an_amount(amount_idr: int, words: str) -> None:
    assert in_words(amount_idr) == words


@given(st.integers(0, LARGEST_IDR))
@example(LARGEST_IDR)
@example(1_001_000)
def test_reading_the_words_back_gives_the_amount(amount_idr: int) -> None:
    assert read_back(in_words(amount_idr)) == amount_idr


@given(st.integers(0, 2_000_000))
def test_words_never_hold_what_the_language_does_not_say(amount_idr: int) -> None:
    words = f" {in_words(amount_idr)} "
    for wrong in (" satu puluh ", " satu ratus ", " satu belas ", " nol ribu ", "  "):
        assert wrong not in words
    assert " satu ribu " not in words.replace(" puluh satu ribu ", "").replace("ratus satu ribu ", "")


def test_an_amount_beyond_the_largest_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        in_words(LARGEST_IDR + 1)
