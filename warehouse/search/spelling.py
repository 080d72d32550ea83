"""The index's vocabulary: words by prefix, and the words that a misspelled one may have meant.

Two small fingerprints (which letters, how long) leave a few hundred of 100,000 words; their distance to the typed word is
then counted for all at once: letters wrong, left out, too many, or two neighbours swapped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHORTEST = 4  # below, almost every word is one letter from another
TWO_ERRORS_FROM = 7
CANDIDATES_MAX = 16
REMEMBERED = 4096


class Near(NamedTuple):
    """A word of the vocabulary and how many errors away it is."""

    word: str
    errors: int
    titles: int


class Vocabulary:
    """Sorted words with the number of titles each occurs in."""

    def __init__(self, words: Sequence[str], titles: NDArray[np.int32]) -> None:
        self.words, self._titles = words, titles
        self._lengths = np.fromiter(map(len, words), np.uint8, len(words))
        self._letters = np.fromiter(map(_letters, words), np.uint32, len(words))
        self.near = lru_cache(REMEMBERED)(self._near)

    def range_of(self, word: str) -> tuple[int, int]:
        """Positions [first, last) of the word: one or none."""
        at = bisect_left(self.words, word)
        return at, at + (at < len(self.words) and self.words[at] == word)

    def range_from(self, prefix: str) -> tuple[int, int]:
        """Positions [first, last) of all words that begin so."""
        first = bisect_left(self.words, prefix)
        return first, bisect_left(self.words, prefix + "\U0010ffff", first)

    def titles_of(self, word: str) -> int:
        first, last = self.range_of(word)
        return int(self._titles[first]) if last > first else 0

    def _near(self, word: str) -> tuple[Near, ...]:
        """Other words that a typing error may have turned into `word`: fewest errors first, then the commonest."""
        allowed = errors_allowed(word)
        if not allowed or word.isdigit():
            return ()
        for errors in range(1, allowed + 1):
            found = self._within(word, errors)
            if found:
                return tuple(found[:CANDIDATES_MAX])
        return ()

    def _within(self, word: str, errors: int) -> list[Near]:
        alike = np.bitwise_count(self._letters ^ np.uint32(_letters(word))) <= 2 * errors
        alike &= np.abs(self._lengths.astype(np.int16) - len(word)) <= errors
        places = np.flatnonzero(alike)
        if not len(places):
            return []
        candidates = [self.words[place] for place in places.tolist()]
        counted = errors_between(word, candidates)
        close = np.flatnonzero((counted <= errors) & (counted > 0))
        found = [Near(candidates[at], int(counted[at]), int(self._titles[places[at]])) for at in close]
        return sorted(found, key=lambda near: (near.errors, near.word[:1] != word[:1], -near.titles, near.word))


def errors_allowed(word: str) -> int:
    """How many typing errors a word of this length may hold and still be recognised."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < TWO_ERRORS_FROM else 2


def errors_between(word: str, others: Sequence[str]) -> NDArray[np.int16]:
    """Typing errors between `word` and each of `others` (optimal string alignment distance), all at once."""
    width = max(map(len, others), default=0)
    if not width:
        return np.full(len(others), len(word), np.int16)
    codes = np.array(others, dtype=f"U{width}").view(np.uint32).reshape(len(others), width)
    steps = np.arange(width + 1, dtype=np.int16)
    two_before = before = np.tile(steps, (len(others), 1))
    previous = ""
    for row, letter in enumerate(word, 1):
        same = codes == ord(letter)
        now = np.empty_like(before)
        now[:, 0] = row
        now[:, 1:] = np.minimum(before[:, 1:] + 1, before[:, :-1] + ~same)
        if previous and width > 1:
            swapped = same[:, :-1] & (codes[:, 1:] == ord(previous))
            now[:, 2:] = np.where(swapped, np.minimum(now[:, 2:], two_before[:, :-2] + 1), now[:, 2:])
        now = np.minimum.accumulate(now - steps, axis=1) + steps  # a letter left out of the typed word
        two_before, before, previous = before, now, letter
    lengths = np.fromiter(map(len, others), np.intp, len(others))
    return before[np.arange(len(others)), lengths]


def _letters(word: str) -> int:
    """One bit per letter; one error changes at most two bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 32)
    return bits
