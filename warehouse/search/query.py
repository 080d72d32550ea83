"""What somebody looks for, as typed and as understood; and what is found. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from warehouse.search.record import TitleRecord
from warehouse.search.words import isbn_key, isbn_range, QUERY_WORDS_MAX, typed_ddc, words_of

_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?")

Field = Literal["any", "title", "author", "subject", "isbn", "ddc"]
Sort = Literal["relevance", "title", "year"]


@dataclass(frozen=True)
class Search:
    """One box and its filters. An empty text with a filter leafs through everything the filter leaves."""

    text: str = ""
    field: Field = "any"
    agency: str | None = None
    service_point: str | None = None
    collection: str | None = None
    ddc_class: int | None = None  # 0 … 9, the hundreds
    available_only: bool = False
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True)
class Alternative:
    """A word that may stand for a typed one, `errors` typing errors away."""

    word: str
    errors: int = 0
    is_beginning: bool = False


@dataclass(frozen=True)
class Term:
    """One typed word: the words that may stand for it, or the DDC number it may be the beginning of."""

    typed: str
    alternatives: tuple[Alternative, ...]
    ddc: str = ""


@dataclass(frozen=True)
class Query:
    """What is looked up: every term must be met. `name` is the whole text folded, to compare with titles."""

    terms: tuple[Term, ...]
    name: str = ""
    isbns: tuple[int, int] | None = None  # keys [first, last)
    is_number_only: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.terms and self.isbns is None


@dataclass(frozen=True)
class Hit:
    """A title. `is_near`: found only with another spelling, or with some of the words."""

    title_id: UUID
    is_near: bool = False
    record: TitleRecord | None = None  # none while the index is being built


@dataclass(frozen=True)
class Found:
    """One page of hits. `corrected`: the spelling that found them when the typed one found nothing."""

    total: int
    hits: tuple[Hit, ...]
    titles: int  # how many there are to look in
    corrected: str | None = None
    some_words_only: bool = False
    is_prepared: bool = True  # false: the index is being built, and only exact spelling was looked for


def understand(search: Search) -> Query:
    """The terms of a text. The last word may be a beginning, as long as nothing follows it."""
    text = search.text.replace("\0", " ").strip()
    if search.field in ("any", "isbn"):
        key = isbn_key(text)
        if key is not None:
            return Query((), isbns=(key, key + 1))
        if (begun := isbn_range(text)) is not None:
            return Query((), isbns=begun)
    pieces = text.split()
    terms: list[Term] = []
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        ddc = _as_ddc(search.field, piece)
        words = [ddc] if ddc else words_of(piece)
        for word in words:
            alternative = Alternative(word, is_beginning=is_last and word == words[-1])
            terms.append(Term(word, (alternative,), ddc))
    terms = terms[:QUERY_WORDS_MAX]
    return Query(
        tuple(terms), name=" ".join(words_of(text)), is_number_only=bool(terms) and all(term.ddc for term in terms)
    )


def _as_ddc(field: Field, piece: str) -> str:
    if field == "ddc":
        return piece if _DIGITS.fullmatch(piece) else ""
    return typed_ddc(piece) if field == "any" else ""


def with_terms(query: Query, terms: tuple[Term, ...]) -> Query:
    return replace(query, terms=terms, name=" ".join(term.typed for term in terms))
