"""Titles and copies as arrays: which word stands in which title. Made once from rows, never changed.

For each field the titles of a word stand side by side, and the words are sorted, so the titles of all words with one
beginning are a slice as well. A key is a 64-bit number in an id's place: DuckDB's hash of it, good within one process.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from warehouse.search.record import BETWEEN_COPIES, pack_title, Texts, TitleRecord, unpack
from warehouse.search.spelling import Vocabulary
from warehouse.search.words import compounds_of, ddc_number, fold, folded_words, isbn_keys

TITLE, AUTHOR, SUBJECT, OTHER = range(4)
FIELDS = (TITLE, AUTHOR, SUBJECT, OTHER)
NO_CLASS = 255
ID_BYTES = 16
TEXTS_REMEMBERED = 50_000


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
    described: Texts
    shelved: Texts
    keys: NDArray[np.uint64]  # of titles, sorted
    key_places: NDArray[np.int32]
    copy_keys: NDArray[np.uint64]  # sorted, and so are all that follow
    copy_titles: NDArray[np.int32]
    copy_points: NDArray[np.uint16]
    copy_collections: NDArray[np.uint16]
    copy_lendable: NDArray[np.bool_]
    agency_codes: tuple[str, ...]
    point_codes: tuple[str, ...]  # what the numbers stand for
    collection_codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def title_id(self, place: int) -> UUID:
        return UUID(bytes=bytes(self.ids[place]).ljust(ID_BYTES, b"\0"))

    def record(self, place: int) -> TitleRecord:
        """What is shown of a title."""
        return unpack(self.described[place], self.shelved[place])

    def places_with_keys(self, wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The places of titles by their keys; those that are not here are left out."""
        return self.key_places[_found_in(self.keys, wanted)]

    def copies_with_keys(self, wanted: NDArray[np.uint64]) -> NDArray[np.intp]:
        """Where these copies stand; those that are not here are left out."""
        return _found_in(self.copy_keys, wanted)

    def places_with_ddc(self, beginning: str) -> NDArray[np.int32]:
        first = bisect_left(self.ddc_numbers, beginning)
        return self.ddc_places[first : bisect_left(self.ddc_numbers, beginning + ":", first)]

    def places_with_isbn(self, first_key: int, end_key: int) -> NDArray[np.int32]:
        first, last = np.searchsorted(self.isbns, (first_key, end_key))
        return self.isbn_places[first:last]

    def names_from(self, beginning: str) -> NDArray[np.int32]:
        """Titles whose name begins so."""
        first = bisect_left(self.names, beginning)
        return self.order[first : bisect_left(self.names, beginning + "\U0010ffff", first)]


@dataclass(frozen=True)
class Copies:
    """Copies as columns, in no order. Numbers of points and collections are positions in the codes."""

    keys: NDArray[np.uint64]
    title_keys: NDArray[np.uint64]
    points: NDArray[np.uint16]
    collections: NDArray[np.uint16]
    lendable: NDArray[np.bool_]
    point_codes: tuple[str, ...]
    collection_codes: tuple[str, ...]


TitleRow = tuple[UUID, int, str, str, *tuple[Any, ...]]
ShelfRow = tuple[int, str]


class SegmentBuilder:
    """Takes rows of titles; `finish` makes the arrays, with the titles' copies."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._words = tuple(array("i") for _field in FIELDS)
        self._how_many = tuple(array("H") for _field in FIELDS)  # words by title
        self._ids: list[bytes] = []
        self._described: list[bytes] = []
        self._keys = array("Q")
        self._names: list[str] = []
        self._agency_codes: dict[str, int] = {}
        self._agencies, self._years, self._title_words = array("H"), array("h"), array("B")
        self._ddc: list[str] = []
        self._isbns, self._isbn_places = array("q"), array("i")
        self._numbers_of = lru_cache(TEXTS_REMEMBERED)(self._numbers)  # authors, publishers and subjects come again

    def add_titles(self, rows: Iterable[TitleRow]) -> None:
        """Rows of (title_id, title_key, agency, title, author, publisher, publish_year, isbn, ddc, subjects, language)."""
        agencies = self._agency_codes
        for title_id, key, agency, title, author, publisher, year, isbn, ddc, subjects, language in rows:
            self._ids.append(title_id.bytes)
            self._keys.append(key)
            self._described.append(pack_title(agency, title, author, publisher, year, isbn, ddc, subjects, language))
            folded = fold(title)
            in_order = folded_words(folded)
            self._title_words.append(min(len(in_order), 255))
            self._agencies.append(agencies.setdefault(agency, len(agencies)))
            self._years.append(year or 0)
            self._ddc.append(ddc_number(ddc) if ddc else "")
            if isbn:
                for isbn_number in isbn_keys(isbn):
                    self._isbns.append(isbn_number)
                    self._isbn_places.append(len(self._names))
            self._names.append(" ".join(in_order))
            self._add(TITLE, self._number_words([*in_order, *compounds_of(folded)]))
            self._add(AUTHOR, self._numbers_of(author or ""))
            self._add(SUBJECT, self._numbers_of(subjects or ""))
            self._add(OTHER, self._numbers_of(publisher or "") + self._number_words([str(year)] if year else []))

    def finish(self, copies: Copies, shelves: Iterable[list[ShelfRow]]) -> Segment:
        """`shelves`: each copy as one text with the key of its title, in chunks."""
        order = np.array(sorted(range(len(self._names)), key=self._names.__getitem__), np.int32)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order), dtype=np.int32)
        vocabulary, offsets, titles = self._postings()
        ddc_numbers, ddc_places = self._ddc_numbers()
        by_isbn = np.argsort(_array(self._isbns, np.int64), kind="stable")
        keys = _array(self._keys, np.uint64)
        by_key = np.argsort(keys)
        copy_titles = np.full(len(copies.keys), -1, np.int32)
        if len(keys):
            at = np.minimum(np.searchsorted(keys[by_key], copies.title_keys), len(keys) - 1)
            copy_titles = np.where(keys[by_key][at] == copies.title_keys, by_key[at], -1).astype(np.int32)
        packed = self._packed(keys, by_key, shelves)
        by_copy = np.argsort(copies.keys)
        by_copy = by_copy[copy_titles[by_copy] >= 0]
        return Segment(
            ids=np.array(self._ids, f"S{ID_BYTES}"),
            agencies=_array(self._agencies, np.uint16), years=_array(self._years, np.int16),
            title_words=_array(self._title_words, np.uint8),
            ddc_classes=np.array([int(one[0]) if one else NO_CLASS for one in self._ddc], np.uint8),
            names=[self._names[place] for place in order], order=order, rank=rank,
            vocabulary=vocabulary, offsets=offsets, titles=titles,
            ddc_numbers=ddc_numbers, ddc_places=ddc_places,
            isbns=_array(self._isbns, np.int64)[by_isbn], isbn_places=_array(self._isbn_places, np.int32)[by_isbn],
            described=Texts(self._described), shelved=Texts(packed),
            keys=keys[by_key], key_places=by_key.astype(np.int32),
            copy_keys=copies.keys[by_copy], copy_titles=copy_titles[by_copy], copy_points=copies.points[by_copy],
            copy_collections=copies.collections[by_copy], copy_lendable=copies.lendable[by_copy],
            agency_codes=tuple(self._agency_codes), point_codes=copies.point_codes,
            collection_codes=copies.collection_codes,
        )  # fmt: skip

    @staticmethod
    def _packed(keys: NDArray[np.uint64], by_key: NDArray[np.intp], shelves: Iterable[list[ShelfRow]]) -> list[bytes]:
        """For each title its copies as one text."""
        packed = [b""] * len(keys)
        in_order = keys[by_key]
        for rows in shelves:
            wanted = np.array([row[0] for row in rows], np.uint64)
            at = np.minimum(np.searchsorted(in_order, wanted), len(keys) - 1)
            known = in_order[at] == wanted if len(keys) else []
            for place, is_known, (_key, copy) in zip(by_key[at].tolist(), known, rows, strict=True):
                if is_known:
                    packed[place] += (BETWEEN_COPIES if packed[place] else "").encode() + copy.encode()
        return packed

    def _numbers(self, text: str) -> tuple[int, ...]:
        folded = fold(text)
        return self._number_words([*folded_words(folded), *compounds_of(folded)])

    def _number_words(self, words: list[str]) -> tuple[int, ...]:
        terms = self._terms
        return tuple({terms.setdefault(word, len(terms)) for word in words})

    def _add(self, field: int, words: tuple[int, ...]) -> None:
        self._words[field].extend(words)
        self._how_many[field].append(len(words))

    def _postings(self) -> tuple[Vocabulary, tuple[NDArray[np.int32], ...], tuple[NDArray[np.int32], ...]]:
        """The words sorted, and by field the titles of each: they stand in the order of their places."""
        sorted_words = sorted(self._terms)
        number_of = np.empty(len(sorted_words), np.int32)
        number_of[[self._terms[word] for word in sorted_words]] = np.arange(len(sorted_words), dtype=np.int32)
        offsets, titles = [], []
        for words, how_many in zip(self._words, self._how_many, strict=True):
            numbers = number_of[_array(words, np.int32)]
            places = np.repeat(np.arange(len(how_many), dtype=np.int32), _array(how_many, np.uint16))
            starts = np.zeros(len(sorted_words) + 1, np.int32)
            np.cumsum(np.bincount(numbers, minlength=len(sorted_words)), out=starts[1:])
            offsets.append(starts)
            titles.append(places[np.argsort(numbers, kind="stable")])
        often = np.diff(np.stack(offsets).sum(axis=0)).astype(np.int32)
        return Vocabulary(sorted_words, often), tuple(offsets), tuple(titles)

    def _ddc_numbers(self) -> tuple[list[str], NDArray[np.int32]]:
        known = sorted((number, place) for place, number in enumerate(self._ddc) if number)
        return [number for number, _place in known], np.array([place for _number, place in known], np.int32)


def _found_in(values: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Positions in the sorted `values` of those wanted that are there."""
    if not len(values) or not len(wanted):
        return np.empty(0, np.intp)
    at = np.minimum(np.searchsorted(values, wanted), len(values) - 1)
    return at[values[at] == wanted]


def _array(values: array[int], kind: Any) -> NDArray[Any]:
    return np.array(values, kind) if len(values) else np.empty(0, kind)
