"""Titles and copies as arrays: which word stands in which title. Made once from rows, never changed.

For each field the titles of a word stand side by side, and the words are sorted, so the titles of all words with one
beginning are a slice as well.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from warehouse.search.spelling import Vocabulary
from warehouse.search.words import ddc_number, indexed_words, isbn_keys, words_of

TITLE, AUTHOR, SUBJECT, OTHER = range(4)
FIELDS = (TITLE, AUTHOR, SUBJECT, OTHER)
NO_CLASS = 255
ID_BYTES = 16


@dataclass(frozen=True)
class Segment:
    """`place` is a title's position in the arrays of titles; a copy's title is named by it."""

    ids: NDArray[np.bytes_]
    agencies: NDArray[np.uint16]
    years: NDArray[np.int16]
    title_words: NDArray[np.uint8]
    ddc_classes: NDArray[np.uint8]
    names: list[str]  # folded titles in alphabetical order
    order: NDArray[np.int32]  # the place of each of `names`
    rank: NDArray[np.int32]  # and the other way round
    vocabulary: Vocabulary
    offsets: tuple[NDArray[np.int32], ...]  # by field, one more than there are words
    titles: tuple[NDArray[np.int32], ...]  # by field, what the offsets cut
    ddc_numbers: list[str]  # sorted
    ddc_places: NDArray[np.int32]
    isbns: NDArray[np.int64]  # sorted
    isbn_places: NDArray[np.int32]
    copy_ids: NDArray[np.bytes_]  # sorted, and so are all that follow
    copy_titles: NDArray[np.int32]
    copy_points: NDArray[np.uint16]
    copy_collections: NDArray[np.uint16]
    copy_lendable: NDArray[np.bool_]
    codes: Mapping[str, tuple[str, ...]]  # what the numbers of agency, point and collection stand for

    def __len__(self) -> int:
        return len(self.ids)

    def title_id(self, place: int) -> UUID:
        return UUID(bytes=bytes(self.ids[place]).ljust(ID_BYTES, b"\0"))

    def places_of_ids(self, wanted: NDArray[np.bytes_]) -> NDArray[np.intp]:
        """Where the ids of copies stand; those that are not here are left out."""
        if not len(self.copy_ids) or not len(wanted):
            return np.empty(0, np.intp)
        at = np.minimum(np.searchsorted(self.copy_ids, wanted), len(self.copy_ids) - 1)
        return at[self.copy_ids[at] == wanted]

    def places_with_ddc(self, beginning: str) -> NDArray[np.int32]:
        first = bisect_left(self.ddc_numbers, beginning)
        return self.ddc_places[first : bisect_left(self.ddc_numbers, beginning + ":", first)]

    def places_with_isbn(self, key: int) -> NDArray[np.int32]:
        first, last = np.searchsorted(self.isbns, (key, key + 1))
        return self.isbn_places[first:last]

    def names_from(self, beginning: str) -> NDArray[np.int32]:
        """Titles whose name begins so."""
        first = bisect_left(self.names, beginning)
        return self.order[first : bisect_left(self.names, beginning + "\U0010ffff", first)]


class SegmentBuilder:
    """Takes rows of titles, then rows of copies; `finish` makes the arrays."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._found = tuple((array("i"), array("i")) for _field in FIELDS)  # (word, title)
        self._places: dict[bytes, int] = {}
        self._names: list[str] = []
        self._agencies, self._years = array("H"), array("h")
        self._title_words, self._ddc = array("B"), []  # type: ignore[var-annotated]
        self._isbns, self._isbn_places = array("q"), array("i")
        self._copy_ids: list[bytes] = []
        self._copy_titles, self._copy_points = array("i"), array("H")
        self._copy_collections, self._copy_lendable = array("H"), array("B")
        self._codes: dict[str, dict[str, int]] = {"agency": {}, "service_point": {}, "collection": {}}

    def add_titles(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            place = len(self._names)
            self._places[row["title_id"].bytes] = place
            in_order = words_of(row["title"])
            self._names.append(" ".join(in_order))
            self._title_words.append(min(len(in_order), 255))
            self._agencies.append(self._code("agency", row["agency"]))
            self._years.append(row["publish_year"] or 0)
            self._ddc.append(ddc_number(row["ddc"] or ""))
            isbn = row["isbn"] or ""
            for key in isbn_keys(isbn):
                self._isbns.append(key)
                self._isbn_places.append(place)
            year = str(row["publish_year"] or "")
            for field, text in zip(
                FIELDS,
                (row["title"], row["author"], row["subjects"], f"{row['publisher'] or ''} {year} {isbn}"),
                strict=True,
            ):
                self._add_words(field, place, text)

    def add_copies(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            place = self._places.get(row["title_id"].bytes)
            if place is None:
                continue
            self._copy_ids.append(row["copy_id"].bytes)
            self._copy_titles.append(place)
            self._copy_points.append(self._code("service_point", row["service_point"]))
            self._copy_collections.append(self._code("collection", row["collection"]))
            self._copy_lendable.append(row["is_lendable"])

    def finish(self) -> Segment:
        order = np.array(sorted(range(len(self._names)), key=self._names.__getitem__), np.int32)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order), dtype=np.int32)
        vocabulary, offsets, titles = self._postings()
        ddc_numbers, ddc_places = self._ddc_numbers()
        by_isbn = np.argsort(_numbers(self._isbns, np.int64), kind="stable")
        copy_ids = np.array(self._copy_ids, f"S{ID_BYTES}")
        by_copy = np.argsort(copy_ids)
        return Segment(
            ids=np.array(list(self._places), f"S{ID_BYTES}"),
            agencies=_numbers(self._agencies, np.uint16), years=_numbers(self._years, np.int16),
            title_words=_numbers(self._title_words, np.uint8),
            ddc_classes=np.array([int(one[0]) if one else NO_CLASS for one in self._ddc], np.uint8),
            names=[self._names[place] for place in order], order=order, rank=rank,
            vocabulary=vocabulary, offsets=offsets, titles=titles,
            ddc_numbers=ddc_numbers, ddc_places=ddc_places,
            isbns=_numbers(self._isbns, np.int64)[by_isbn], isbn_places=_numbers(self._isbn_places, np.int32)[by_isbn],
            copy_ids=copy_ids[by_copy], copy_titles=_numbers(self._copy_titles, np.int32)[by_copy],
            copy_points=_numbers(self._copy_points, np.uint16)[by_copy],
            copy_collections=_numbers(self._copy_collections, np.uint16)[by_copy],
            copy_lendable=_numbers(self._copy_lendable, np.uint8)[by_copy].astype(bool),
            codes={kind: tuple(codes) for kind, codes in self._codes.items()},
        )  # fmt: skip

    def _code(self, kind: str, code: str) -> int:
        known = self._codes[kind]
        return known.setdefault(code, len(known))

    def _add_words(self, field: int, place: int, text: str | None) -> None:
        if not text:
            return
        terms, (words, titles) = self._terms, self._found[field]
        for word in indexed_words(text):
            words.append(terms.setdefault(word, len(terms)))
            titles.append(place)

    def _postings(self) -> tuple[Vocabulary, tuple[NDArray[np.int32], ...], tuple[NDArray[np.int32], ...]]:
        sorted_words = sorted(self._terms)
        number_of = np.empty(len(sorted_words), np.int32)
        number_of[[self._terms[word] for word in sorted_words]] = np.arange(len(sorted_words), dtype=np.int32)
        offsets, titles = [], []
        for words, places in self._found:
            numbers = number_of[_numbers(words, np.int32)]
            by_word = np.argsort(numbers, kind="stable")
            starts = np.zeros(len(sorted_words) + 1, np.int32)
            np.cumsum(np.bincount(numbers, minlength=len(sorted_words)), out=starts[1:])
            offsets.append(starts)
            titles.append(_numbers(places, np.int32)[by_word])
        often = np.sum([np.diff(starts) for starts in offsets], axis=0, dtype=np.int32)
        return Vocabulary(sorted_words, often), tuple(offsets), tuple(titles)

    def _ddc_numbers(self) -> tuple[list[str], NDArray[np.int32]]:
        known = sorted((number, place) for place, number in enumerate(self._ddc) if number)
        return [number for number, _place in known], np.array([place for _number, place in known], np.int32)


def _numbers(values: array[int], kind: Any) -> NDArray[Any]:
    return np.array(values, kind) if len(values) else np.empty(0, kind)
