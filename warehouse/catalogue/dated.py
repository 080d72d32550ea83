"""Values of an agency's file that hold from a day on: which one holds, and that they stand in the order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from warehouse.catalogue.nodes import Entry
from warehouse.errors import N_


class Dated(Protocol):
    @property
    def begins_on(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def in_force(values: Sequence[D], day: date) -> D | None:
    """The last value that has begun by `day` (values are ordered; the first may have no beginning: always)."""
    found = [value for value in values if value.begins_on is None or value.begins_on <= day]
    return found[-1] if found else None


def refuse_disorder(entries: Sequence[Entry], values: Sequence[Dated]) -> None:
    """CatalogueError at the first of `entries` whose value does not begin after the one before."""
    for entry, (earlier, later) in zip(entries[1:], pairwise(values), strict=True):
        if (earlier.begins_on or date.min) >= (later.begins_on or date.min):
            entry.refuse(
                N_("Dated values stand in order, each beginning after the one before."), line=entry.line_of("from")
            )
