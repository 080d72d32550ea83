"""From when on a check speaks: how far a day may lie from the usual, how long a node may be silent. Dated agency data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.catalogue.dated import refuse_disorder
from warehouse.catalogue.nodes import Entry
from warehouse.errors import N_


@dataclass(frozen=True, slots=True)
class CheckTerms:
    """Percentages are of what is usual on the weekday: the median of the eight weeks before."""

    begins_on: date | None = None
    low_day_percent: int = 25  # fewer visits are a finding
    high_day_percent: int = 400  # more visits are a finding
    usual_visits_least: int = 10  # weekdays with less are too quiet to be compared
    silent_open_days: int = 3  # a node without a record on more open days is a finding
    example: bool = False


USUAL = CheckTerms()
"""Where an agency says nothing."""


def read_check_terms(entries: Sequence[Entry]) -> tuple[CheckTerms, ...]:
    """The `check_terms` of an agency file, in the order of their beginnings; what an entry leaves out is the usual."""
    found = tuple(_one(entry) for entry in entries)
    refuse_disorder(entries, found)
    return found


def _one(entry: Entry) -> CheckTerms:
    def number(key: str, usual: int, least: int = 1) -> int:
        value = entry.integer_or_none(key, required=False, least=least)
        return usual if value is None else value

    terms = CheckTerms(
        begins_on=entry.date_or_none("from"),
        low_day_percent=number("low_day_percent", USUAL.low_day_percent),
        high_day_percent=number("high_day_percent", USUAL.high_day_percent, least=100),
        usual_visits_least=number("usual_visits_least", USUAL.usual_visits_least),
        silent_open_days=number("silent_open_days", USUAL.silent_open_days),
        example=entry.boolean("example", default=False),
    )
    if terms.low_day_percent > 100:
        entry.refuse(N_("{key} must be 100 or less."), line=entry.line_of("low_day_percent"), key="low_day_percent")
    entry.done()
    return terms
