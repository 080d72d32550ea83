"""National indicators: which counts feed which, by what formula, in which years.

The agency's own file replaces a shipped one of the same group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.catalogue.nodes import Entry, read_document
from warehouse.errors import N_

COUNTS = frozenset(
    {
        "visits", "unique_members", "guest_visits", "group_heads", "room_visits", "outreach_visitors", "loans", "renewals",
        "in_house_uses", "copies_held", "titles_held", "copies_out", "trips_done", "services_used", "sops_in_force",
        "people_served",
    }
)  # fmt: skip
"""Measures of the mart rpt_national_counts."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """`counts` are added up; `of` is what they are a share of, None for a plain count. Valid from `from_year` on."""

    code: str
    name: str
    basis: str
    formula: str
    note: str
    counts: tuple[str, ...]
    of: str | None
    from_year: int
    until_year: int | None

    def holds_in(self, year: int) -> bool:
        return self.from_year <= year and (self.until_year is None or year <= self.until_year)


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    code: str
    title: str
    indicators: tuple[Indicator, ...]

    def of_year(self, year: int) -> tuple[Indicator, ...]:
        """Those whose formula holds in that year."""
        return tuple(one for one in self.indicators if one.holds_in(year))


def read_indicators(path: Path, label: str) -> IndicatorGroup:
    """One file of `indicators/`. CatalogueError with file and line when it is wrong."""
    top = read_document(path, label)
    found: list[Indicator] = []
    for entry in top.entries("indicators"):
        one = _indicator(entry)
        if any(other.code == one.code and _overlap(other, one) for other in found):
            entry.refuse(N_("Two formulas of {code} hold in the same year."), line=entry.line_of("code"), code=one.code)
        found.append(one)
    group = IndicatorGroup(top.text("group"), top.text("title"), tuple(found))
    top.done()
    return group


def _indicator(entry: Entry) -> Indicator:
    counts = entry.texts("counts", allow_empty=False)
    of = entry.text_or_none("of")
    for name in (*counts, *([of] if of else [])):
        if name not in COUNTS:
            entry.refuse(N_("There is no count {name}."), line=entry.line_of("counts"), name=name)
    one = Indicator(
        code=entry.text("code"), name=entry.text("name"), basis=entry.text("basis"), formula=entry.text("formula"),
        note=entry.text("note"), counts=counts, of=of, from_year=entry.integer("from_year"),
        until_year=entry.integer_or_none("until_year"),
    )  # fmt: skip
    entry.done()
    return one


def _overlap(one: Indicator, other: Indicator) -> bool:
    last = float("inf")
    return one.from_year <= (other.until_year or last) and other.from_year <= (one.until_year or last)


def with_own(groups: Sequence[IndicatorGroup]) -> tuple[IndicatorGroup, ...]:
    """Shipped groups first, then the agency's: the later one of a code stays, in the place of the first."""
    return tuple({group.code: group for group in groups}.values())
