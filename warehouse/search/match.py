"""Which titles of a segment meet a query, how well, and in which order. Arrays in, arrays out; no database.

Every term fills a board: one byte per title, 0 where the term is not met, else the weight of the best field it is met in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warehouse.search.query import Query, Search, Sort, Term
from warehouse.search.segment import AUTHOR, FIELDS, OTHER, Segment, SUBJECT, TITLE

Board = NDArray[np.uint8]
Places = NDArray[np.intp]

WEIGHTS = {TITLE: 12, AUTHOR: 8, SUBJECT: 5, OTHER: 2}
DDC_WEIGHT = 6
BEGINNING_COSTS = 1  # "sejarah" before "sejarahwan" for who types "sejarah"
ERROR_COSTS = 2
LOOKED_IN = {"any": FIELDS, "title": (TITLE,), "author": (AUTHOR,), "subject": (SUBJECT,), "isbn": (OTHER,), "ddc": ()}
COVERAGE = 15  # added when the query's words are all of the title
STEP = COVERAGE + 1
RARITY_COUNTS = 3  # for each halving of the titles that have the word, when not all words are met
NAME_BEGINS, NAME_IS = 1 << 13, 1 << 14
BY_NAME_BITS = 32
UNKNOWN_CODE = 0xFFFF


@dataclass(frozen=True)
class Matches:
    """Titles that meet a query, with their score."""

    places: Places
    scores: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.places)


def board_of(segment: Segment, term: Term, field: str) -> Board:
    """Where a term is met."""
    board = np.zeros(len(segment), np.uint8)
    fields = LOOKED_IN[field]
    for looked_in in reversed(fields):  # the heavier field overwrites the lighter
        for alternative in reversed(term.alternatives):  # and the better spelling the worse
            weight = max(WEIGHTS[looked_in] - ERROR_COSTS * alternative.errors, 2)
            if alternative.is_beginning:
                first, last = segment.vocabulary.range_from(alternative.word)
                board[_titles(segment, looked_in, first, last)] = weight - BEGINNING_COSTS
            first, last = segment.vocabulary.range_of(alternative.word)
            board[_titles(segment, looked_in, first, last)] = weight
    if term.ddc:
        places = segment.places_with_ddc(term.ddc)
        board[places] = np.maximum(board[places], DDC_WEIGHT)
    return board


def matches(segment: Segment, query: Query, field: str, allowed: NDArray[np.bool_]) -> Matches:
    """Titles that meet every term."""
    if query.isbns is not None:
        places = np.unique(segment.places_with_isbn(*query.isbns)).astype(np.intp)
        places = places[allowed[places]]
        return Matches(places, np.full(len(places), NAME_IS, np.int64))
    boards = [board_of(segment, term, field) for term in query.terms]
    met = allowed.copy()
    for board in boards:
        met &= board > 0
    places = np.flatnonzero(met)
    return Matches(places, _scores(segment, query, boards, places))


def most_terms(segment: Segment, query: Query, field: str, allowed: NDArray[np.bool_]) -> tuple[int, Matches]:
    """Titles that meet as many terms as any does, and how many that is; none when it is less than half of them."""
    boards = [board_of(segment, term, field) for term in query.terms]
    met = np.sum([board > 0 for board in boards], axis=0, dtype=np.uint8) * allowed
    most = int(met.max(initial=0))
    if most * 2 < len(boards) or not most:
        return 0, Matches(np.empty(0, np.intp), np.empty(0, np.int64))
    places = np.flatnonzero(met == most)
    scores = _scores(segment, query, boards, places)
    for board in boards:  # a title with the rarer word is rather what was meant
        rarity = np.log2(len(segment) / max(int(np.count_nonzero(board)), 1))
        scores += (board[places] > 0) * int(STEP * RARITY_COUNTS * rarity)
    return most, Matches(places, scores)


def every_title(allowed: NDArray[np.bool_]) -> Matches:
    places = np.flatnonzero(allowed)
    return Matches(places, np.zeros(len(places), np.int64))


def allowed_by(
    segment: Segment, search: Search, superseded: NDArray[np.bool_], out: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Titles with a copy that the filters leave. `out`: the keys of copies that are lent."""
    copies = np.ones(len(segment.copy_keys), bool)
    for wanted, column, codes in (
        (search.service_point, segment.copy_points, segment.point_codes),
        (search.collection, segment.copy_collections, segment.collection_codes),
    ):
        if wanted is not None:
            copies &= column == _number(codes, wanted)
    if search.available_only:
        copies &= segment.copy_lendable
        copies[segment.copies_with_keys(out)] = False
    allowed = np.zeros(len(segment), bool)
    allowed[segment.copy_titles[copies]] = True
    allowed &= ~superseded
    if search.agency is not None:
        allowed &= segment.agencies == _number(segment.agency_codes, search.agency)
    if search.ddc_class is not None:
        allowed &= segment.ddc_classes == search.ddc_class
    return allowed


def best(segment: Segment, found: Matches, sort: Sort, how_many: int) -> list[tuple[int, str, int]]:
    """The first of them as (what they are sorted by, folded title, place); smaller comes first."""
    if sort == "relevance":
        primary = -found.scores
    elif sort == "year":
        primary = -segment.years[found.places].astype(np.int64)
    else:
        primary = np.zeros(len(found), np.int64)
    keys = (primary << BY_NAME_BITS) + segment.rank[found.places]
    if how_many < len(keys):
        first = np.argpartition(keys, how_many)[:how_many]
        first = first[np.argsort(keys[first])]
    else:
        first = np.argsort(keys)
    return [
        (int(primary[at]), segment.names[segment.rank[place]], int(place))
        for at, place in zip(first, found.places[first], strict=True)
    ]


def spelling_that_found(segment: Segment, terms: tuple[Term, ...], field: str, place: int) -> list[str]:
    """For each term the word that the title at `place` holds."""
    chosen = []
    for term in terms:
        for alternative in term.alternatives:
            if alternative.is_beginning or term.ddc or not alternative.errors:
                holds = bool(board_of(segment, Term(term.typed, (alternative,), term.ddc), field)[place])
            else:
                first, last = segment.vocabulary.range_of(alternative.word)
                holds = any(place in _titles(segment, one, first, last) for one in LOOKED_IN[field])
            if holds:
                chosen.append(alternative.word if alternative.errors else term.typed)
                break
    return chosen


def _scores(segment: Segment, query: Query, boards: list[Board], places: Places) -> NDArray[np.int64]:
    total = np.zeros(len(places), np.int64)
    in_title = np.zeros(len(places), np.int64)
    for board in boards:
        weights = board[places]
        total += weights
        in_title += weights > WEIGHTS[AUTHOR]
    words = np.maximum(segment.title_words[places], max(len(boards), 1))
    scores = total * STEP + COVERAGE * in_title // words
    if query.name:
        named = np.zeros(len(segment), bool)
        named[segment.names_from(query.name)] = True
        exact = _called(segment, query.name)
        scores[named[places]] += NAME_BEGINS
        named[:] = False
        named[exact] = True
        scores[named[places]] += NAME_IS
    return scores


def _called(segment: Segment, name: str) -> NDArray[np.int32]:
    begins = segment.names_from(name)
    names = segment.names
    return np.array([place for place in begins[:64] if names[segment.rank[place]] == name], np.int32)


def _titles(segment: Segment, field: int, first: int, last: int) -> NDArray[np.int32]:
    offsets = segment.offsets[field]
    return segment.titles[field][offsets[first] : offsets[last]]


def _number(codes: tuple[str, ...], code: str) -> int:
    """The number of a code in a segment; one that no row has when it is unknown there."""
    return codes.index(code) if code in codes else UNKNOWN_CODE
