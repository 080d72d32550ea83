"""From a search to one page of hits, over the parts of the index: as typed, then other spellings, then some of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from warehouse.search.match import (
    allowed_by,
    best,
    every_title,
    Matches,
    matches,
    most_terms,
    spelling_that_found,
)
from warehouse.search.query import Alternative, Found, Hit, Query, Search, Term, understand, with_terms
from warehouse.search.segment import Segment

FEW = 10  # with fewer hits than this, other spellings are looked for as well
PLACES_MAX = 1_000  # nobody leafs further; more pages would only cost


@dataclass(frozen=True)
class Part:
    """A segment, and which of its titles a later one replaces."""

    segment: Segment
    superseded: NDArray[np.bool_]


@dataclass(frozen=True)
class _Within:
    """A part with the titles that the filters leave in it."""

    segment: Segment
    allowed: NDArray[np.bool_]


_Ranked = tuple[int, str, UUID, int, _Within]


def look_up(parts: Sequence[Part], search: Search, out: NDArray[np.uint64]) -> Found:
    """`out`: keys of the copies that are lent."""
    within = [
        _Within(part.segment, allowed_by(part.segment, search, part.superseded, out))
        for part in parts
        if len(part.segment)
    ]
    titles = sum(len(part.segment) - int(part.superseded.sum()) for part in parts)
    query = understand(search)
    if query.is_empty:
        if search.text.strip():
            return Found(0, (), titles)
        total, ranked = _ranked(within, [every_title(one.allowed) for one in within], search, "title")
        return _page(total, ranked, [], search, titles)
    total, ranked = _ranked(within, [matches(one.segment, query, search.field, one.allowed) for one in within], search)
    if total >= FEW or query.isbns is not None or query.is_number_only:
        return _page(total, ranked, [], search, titles)
    return _other_spellings(within, query, search, titles, total, ranked)


def _other_spellings(
    within: list[_Within], query: Query, search: Search, titles: int, total: int, as_typed: list[_Ranked]
) -> Found:
    wider = _widened(within, query)
    found = [matches(one.segment, wider, search.field, one.allowed) for one in within]
    wider_total, ranked = _ranked(within, found, search)
    if wider_total > total:
        known = {one[2] for one in as_typed}
        near = [one for one in ranked if one[2] not in known]
        corrected = None if total else _corrected(wider, ranked[0], search)
        return replace(_page(wider_total, as_typed, near, search, titles), corrected=corrected)
    if total:
        return _page(total, as_typed, [], search, titles)
    joined = _joined(within, query)
    if joined is not None:
        joined_total, ranked = _ranked(
            within, [matches(one.segment, joined, search.field, one.allowed) for one in within], search
        )
        if joined_total:
            corrected = " ".join(_spelled(joined, ranked[0], search))
            return replace(_page(joined_total, ranked, [], search, titles), corrected=corrected)
    return _some_words(within, wider, search, titles)


def _some_words(within: list[_Within], query: Query, search: Search, titles: int) -> Found:
    counted = [most_terms(one.segment, query, search.field, one.allowed) for one in within]
    most = max((count for count, _found in counted), default=0)
    if not most:
        return Found(0, (), titles)
    best_parts = [(one, found) for one, (count, found) in zip(within, counted, strict=True) if count == most]
    total, ranked = _ranked([one for one, _found in best_parts], [found for _one, found in best_parts], search)
    return replace(_page(total, [], ranked, search, titles), some_words_only=True)


def _widened(within: list[_Within], query: Query) -> Query:
    """Every term with the words that it may be a misspelling of."""
    terms = []
    for term in query.terms:
        near = sorted(
            {(one.errors, -one.titles, one.word) for part in within for one in part.segment.vocabulary.near(term.typed)}
        )
        others = tuple(Alternative(word, errors) for errors, _titles, word in near)
        terms.append(replace(term, alternatives=term.alternatives + others))
    return replace(query, terms=tuple(terms))


def _joined(within: list[_Within], query: Query) -> Query | None:
    """ "al quran" as "alquran", "sejarahtimor" as "sejarah timor": when the words so made are known."""

    def known(word: str) -> int:
        return sum(part.segment.vocabulary.titles_of(word) for part in within)

    typed = [term.typed for term in query.terms]
    for at in range(len(typed) - 1):
        if known(typed[at] + typed[at + 1]):
            return _of_words(query, [*typed[:at], typed[at] + typed[at + 1], *typed[at + 2 :]])
    for at, word in enumerate(typed):
        cuts = [(min(known(word[:n]), known(word[n:])), n) for n in range(3, len(word) - 2)]
        often, cut = max(cuts, default=(0, 0))
        if often and not known(word):
            return _of_words(query, [*typed[:at], word[:cut], word[cut:], *typed[at + 1 :]])
    return None


def _of_words(query: Query, words: list[str]) -> Query:
    return with_terms(query, tuple(Term(word, (Alternative(word),)) for word in words))


def _corrected(query: Query, first: _Ranked, search: Search) -> str | None:
    words = _spelled(query, first, search)
    return " ".join(words) if words != [term.typed for term in query.terms] else None


def _spelled(query: Query, first: _Ranked, search: Search) -> list[str]:
    _primary, _name, _title_id, place, part = first
    return spelling_that_found(part.segment, query.terms, search.field, place)


def _ranked(
    within: list[_Within], found: list[Matches], search: Search, empty_sort: str | None = None
) -> tuple[int, list[_Ranked]]:
    """How many, and the first of them in the order asked for, over all parts."""
    sort = "title" if empty_sort and search.sort == "relevance" else search.sort
    how_many = min(search.page * search.page_size, PLACES_MAX) + FEW
    ranked: list[_Ranked] = []
    for one, matched in zip(within, found, strict=True):
        ranked += [
            (primary, name, one.segment.title_id(place), place, one)
            for primary, name, place in best(one.segment, matched, sort, how_many)
        ]
    ranked.sort(key=lambda each: each[:3])
    return sum(map(len, found)), ranked


def _page(total: int, as_typed: list[_Ranked], near: list[_Ranked], search: Search, titles: int) -> Found:
    first = (search.page - 1) * search.page_size
    both = [(one, False) for one in as_typed] + [(one, True) for one in near]
    hits = tuple(
        Hit(title_id, is_near, part.segment.record(place))
        for (_primary, _name, title_id, place, part), is_near in both[first : first + search.page_size]
    )
    return Found(total, hits, titles)
