"""What an agency wants to reach: dated entries, each figure may be left out. What was reached, the dashboards say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from warehouse.catalogue.dated import refuse_disorder
from warehouse.catalogue.nodes import Entry
from warehouse.errors import N_

SHARES: Mapping[str, str] = {
    "compliance_percent": "compliance_rate",
    "recording_percent": "recording_rate",
    "papers_complete_percent": "complete_rate",
    "site_coverage_percent": "site_coverage",
}
COUNTS: Mapping[str, str] = {"visits_per_open_day": "visits_per_open_day", "loans_per_open_day": "loans_per_open_day"}
"""Key of the file → the figure it is about. Percentages are whole; all are reached by the target or more."""


@dataclass(frozen=True, slots=True)
class Targets:
    """`least`: figure → what is to be reached at least, shares as fractions."""

    begins_on: date | None
    least: Mapping[str, float] = field(hash=False)
    example: bool


def read_targets(entries: Sequence[Entry]) -> tuple[Targets, ...]:
    """The `targets` of an agency file, in the order of their beginnings."""
    found = tuple(_one(entry) for entry in entries)
    refuse_disorder(entries, found)
    return found


def _one(entry: Entry) -> Targets:
    least: dict[str, float] = {}
    for key, figure in SHARES.items():
        percent = entry.integer_or_none(key, required=False)
        if percent is not None and percent > 100:
            entry.refuse(N_("{key} must be 100 or less."), line=entry.line_of(key), key=key)
        if percent is not None:
            least[figure] = percent / 100
    for key, figure in COUNTS.items():
        count = entry.integer_or_none(key, required=False, least=1)
        if count is not None:
            least[figure] = float(count)
    targets = Targets(entry.date_or_none("from"), least, entry.boolean("example", default=False))
    entry.done()
    return targets
