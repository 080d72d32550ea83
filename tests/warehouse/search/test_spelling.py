"""Which words a misspelled one may have meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.search.spelling import errors_between, Vocabulary

WORDS = sorted(["akuntansi", "padang", "pedang", "quran", "sejarah", "sejarawan", "timor", "timur", "tumor", "al"])
LETTERS = st.text("abcdeklmnr", min_size=0, max_size=9)


@pytest.fixture
def vocabulary() -> Vocabulary:
    often = {"timor": 9, "timur": 5}
    return Vocabulary(WORDS, np.array([often.get(word, 1) for word in WORDS], np.int32))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sejrah", "sejarah"), ("sejarha", "sejarah"), ("sejarahh", "sejarah"), ("sekarah", "sejarah"),
        ("tmor", "timor"), ("akutnasi", "akuntansi"), ("akunansi", "akuntansi"),
    ],
)  # fmt: skip
def test_a_typing_error_is_recognised(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert vocabulary.near(typed)[0].word == meant


def test_fewest_errors_first_then_the_commonest(vocabulary: Vocabulary) -> None:
    assert [near.word for near in vocabulary.near("timer")] == ["timor", "timur"]


@pytest.mark.parametrize("typed", ["al", "ab", "xyz", "1999", "zzzzzzzz", ""])
def test_short_words_numbers_and_noise_mean_nothing_else(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.near(typed) == ()


def test_words_with_a_beginning_stand_together(vocabulary: Vocabulary) -> None:
    first, last = vocabulary.range_from("sejar")
    assert WORDS[first:last] == ["sejarah", "sejarawan"]


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=6))
def test_counting_errors_at_once_is_counting_them_one_by_one(word: str, others: list[str]) -> None:
    assert errors_between(word, others).tolist() == [one_by_one(word, other) for other in others]


def one_by_one(a: str, b: str) -> int:
    """The optimal string alignment distance as the textbook writes it."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]
