"""The OPAC: titles found by what was typed, their shelf, and whether a copy stands on it now. No personal data at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import groupby
from math import ceil
from typing import cast, get_args, Literal
from uuid import UUID

from warehouse.errors import BadInput
from warehouse.i18n import N_
from warehouse.operations.database import OperationsDatabase
from warehouse.search.index import TitleIndex
from warehouse.search.look_up import PLACES_MAX
from warehouse.search.query import Field, Hit, Search, Sort

TEXT_MAX = 200
PAGE_SIZE = 20
PAGES_MAX = PLACES_MAX // PAGE_SIZE

Standing = Literal["shelf", "lent", "away", "in_library"]

_QUERIES = files("operations_app.desk")
_TITLES = _QUERIES.joinpath("opac_titles.sql").read_text("utf-8")
_COPIES = _QUERIES.joinpath("opac_copies.sql").read_text("utf-8")
_LENT = "SELECT hash(copy_id) AS copy_key, due_on FROM state_open_loans WHERE list_contains($keys::UBIGINT[], hash(copy_id))"
_AWAY = "SELECT hash(copy_id) AS copy_key, place FROM state_copy_places WHERE list_contains($keys::UBIGINT[], hash(copy_id))"
_PLACES = "SELECT DISTINCT agency, service_point FROM state_copies ORDER BY agency, service_point"


@dataclass(frozen=True)
class CopyCard:
    """A physical item: where it belongs, and where it is now."""

    copy_no: str
    agency: str
    service_point: str
    collection: str
    call_number: str | None
    is_lendable: bool
    due_on: date | None
    away: Literal["trip", "site"] | None = None  # on a vehicle, or at a site of the outreach services; never at which

    @property
    def standing(self) -> Standing:
        """`in_library`: never leaves the building (reference, deposit, or not for loan). `away`: out with the services."""
        if self.due_on is not None:
            return "lent"
        if self.away:
            return "away"
        return "shelf" if self.is_lendable else "in_library"


@dataclass(frozen=True)
class Shelf:
    """Copies of a title that stand together."""

    service_point: str
    collection: str
    call_number: str | None
    copies: tuple[CopyCard, ...]


@dataclass(frozen=True)
class TitleCard:
    """A title with its copies as of now."""

    title_id: UUID
    agency: str
    title: str
    author: str | None
    publisher: str | None
    publish_year: int | None
    isbn: str | None
    ddc: str | None
    subjects: str | None
    language: str | None
    copies: tuple[CopyCard, ...]
    is_near: bool = False

    def standing(self, one: Standing) -> tuple[CopyCard, ...]:
        return tuple(copy for copy in self.copies if copy.standing == one)

    @property
    def back_on(self) -> date | None:
        """When the first lent copy is due back."""
        return min((copy.due_on for copy in self.copies if copy.due_on is not None), default=None)

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        grouped = groupby(self.copies, lambda copy: (copy.service_point, copy.collection, copy.call_number))
        return tuple(Shelf(*where, tuple(copies)) for where, copies in grouped)


@dataclass(frozen=True)
class Page:
    """One page of what was found."""

    search: Search
    total: int
    cards: tuple[TitleCard, ...]
    titles: int
    corrected: str | None = None
    some_words_only: bool = False
    is_prepared: bool = True

    @property
    def pages(self) -> int:
        return min(ceil(self.total / self.search.page_size), PAGES_MAX)

    @property
    def as_typed(self) -> tuple[TitleCard, ...]:
        return tuple(card for card in self.cards if not card.is_near)

    @property
    def near(self) -> tuple[TitleCard, ...]:
        return tuple(card for card in self.cards if card.is_near)


def read_search(words: Mapping[str, str], db: OperationsDatabase) -> Search:
    """A search from an address or a form; a filter that does not exist filters nothing. BadInput when it is too long.

    q: text, in: field, place: agency or service point, collection, class: 0–9, now: 1 = can be borrowed now, sort, p: page.
    """
    text = " ".join(words.get("q", "").split())
    if len(text) > TEXT_MAX:
        raise BadInput(
            "search_is_short",
            N_("That is too long to look for: {count} characters are enough."),
            field="q",
            count=TEXT_MAX,
        )
    place = words.get("place", "")
    return Search(
        text=text,
        field=cast(Field, words["in"]) if words.get("in") in get_args(Field) else "any",
        agency=place if place in db.catalogue.agencies else None,
        service_point=place if place in db.catalogue.service_points else None,
        collection=words.get("collection") or None,
        ddc_class=int(words["class"]) if words.get("class") in tuple("0123456789") else None,
        available_only=words.get("now") == "1",
        sort=cast(Sort, words["sort"]) if words.get("sort") in get_args(Sort) else "relevance",
        page=_page_number(words.get("p", "")),
        page_size=PAGE_SIZE,
    )  # fmt: skip


def find(db: OperationsDatabase, index: TitleIndex, search: Search) -> Page:
    """The titles the index names, with who has what as of now: the loans are read anew each time."""
    found = index.search(search)
    if found.is_prepared:
        shown = _cards_of(db, found.hits, search)
    else:
        by_id = {card.title_id: card for card in _cards(db, [hit.title_id for hit in found.hits])}
        shown = tuple(by_id[hit.title_id] for hit in found.hits if hit.title_id in by_id)
    return Page(search, found.total, shown, found.titles, found.corrected, found.some_words_only, found.is_prepared)


def title_card(db: OperationsDatabase, title_id: str) -> TitleCard | None:
    """One title with all its copies; None when there is no such title."""
    try:
        wanted = UUID(title_id)
    except ValueError:
        return None
    return next(iter(_cards(db, [wanted])), None)


def places(db: OperationsDatabase) -> list[tuple[str, str]]:
    """(code, name) of what the catalogue may be narrowed to: agencies when there are several, and their service points."""
    rows = db.rows(_PLACES)
    agencies = list(dict.fromkeys(row["agency"] for row in rows))
    choices: list[tuple[str, str]] = []
    for agency in agencies:
        points = [row["service_point"] for row in rows if row["agency"] == agency]
        if len(agencies) > 1 and len(points) > 1:
            choices.append((agency, db.catalogue.agency(agency).name))
        choices += [(point, place_name(db, point)) for point in points]
    return choices if len(choices) > 1 else []


def place_name(db: OperationsDatabase, service_point: str) -> str:
    known = db.catalogue.service_points.get(service_point)
    return known.name if known else service_point


def _cards_of(db: OperationsDatabase, hits: tuple[Hit, ...], search: Search) -> tuple[TitleCard, ...]:
    """What the index keeps of the titles, with the loans of their copies."""
    keys = [copy.key for hit in hits if hit.record for copy in hit.record.copies]
    due = {row["copy_key"]: row["due_on"] for row in db.query(_LENT, keys=keys)} if keys else {}
    away = {row["copy_key"]: row["place"] for row in db.query(_AWAY, keys=keys)} if keys else {}
    cards = []
    for hit in hits:
        record = hit.record
        assert record is not None
        copies = [
            CopyCard(
                copy.copy_no, record.agency, copy.service_point, copy.collection, copy.call_number, copy.is_lendable,
                due.get(copy.key), away.get(copy.key),
            )
            for copy in record.copies
        ]  # fmt: skip
        copies.sort(key=lambda copy: copy.service_point != search.service_point)  # the place asked for first
        described = {name: value for name, value in vars(record).items() if name != "copies"}
        cards.append(TitleCard(hit.title_id, **described, copies=tuple(copies), is_near=hit.is_near))
    return tuple(cards)


def _cards(db: OperationsDatabase, ids: list[UUID]) -> list[TitleCard]:
    """Titles straight from the records."""
    if not ids:
        return []
    wanted = [str(one) for one in ids]
    copies: dict[UUID, list[CopyCard]] = {}
    for row in db.query(_COPIES, titles=wanted):
        copies.setdefault(row.pop("title_id"), []).append(CopyCard(**row))
    return [TitleCard(**row, copies=tuple(copies.get(row["title_id"], ()))) for row in db.query(_TITLES, titles=wanted)]


def _page_number(typed: str) -> int:
    return min(max(int(typed), 1), PAGES_MAX) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
