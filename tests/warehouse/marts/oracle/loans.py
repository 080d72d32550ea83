"""Loan turnover, a second time: DOMAIN.md, "Figures", in plain Python."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.facts import day_of, Facts, last_day_of, Period, periods_between, periods_of, share

FLOWS = ("loans", "renewals", "returns", "overdue_returns", "in_house_uses")
COLUMNS = (*FLOWS, "lendable_copies", "collection_turnover", "unused_share")
Cell = tuple[str, str, str]  # agency, collection, DDC class


@dataclass
class Copy:
    """What is known of one copy: when each description of it began, and when it was withdrawn."""

    described: list[tuple[date, Cell, bool]]
    withdrawn_on: date | None
    lent_on: list[date]

    def lendable_cell(self, day: date) -> Cell | None:
        """The cell in which it can be lent at the end of that day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return None
        begun = [(cell, lendable) for since, cell, lendable in self.described if since <= day]
        return begun[-1][0] if begun and begun[-1][1] else None

    def is_unused(self, last: date) -> bool:
        """Not lent in the twelve months that end with `last`."""
        after = last + timedelta(days=1)
        first = (
            after.replace(year=after.year - 1) if (after.month, after.day) != (2, 29) else date(after.year - 1, 3, 1)
        )
        return not any(first <= day <= last for day in self.lent_on)


def copies(facts: Facts) -> list[Copy]:
    withdrawn = {row["copy_id"]: day_of(row) for row in facts.of("copy_withdrawals")}
    lent = facts.with_key("loans", "copy_id")
    found = []
    for copy_id, rows in facts.with_key("copies", "copy_id").items():
        described = []
        for number, row in enumerate(rows):
            since = day_of(row)
            if number == 0 and row.get("acquired_on"):
                since = min(since, row["acquired_on"])  # held before it was written down
            described.append((since, (row["agency"], row["collection"], row["ddc_class"]), row["is_lendable"]))
        found.append(Copy(described, withdrawn.get(copy_id), [day_of(row) for row in lent.get(copy_id, [])]))
    return found


def flows(facts: Facts) -> dict[tuple[Cell, Period], dict[str, Any]]:
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FLOWS, 0))
    loans = {row["loan_id"]: row for row in facts.of("loans")}

    def count(row: dict[str, Any], described: dict[str, Any], name: str) -> None:
        for period in periods_of(day_of(row)):
            counts[(row["agency"], described["collection"], described["ddc_class"]), period][name] += 1

    for row in facts.of("loans"):
        count(row, row, "loans")
    for row in facts.of("loan_renewals"):
        count(row, loans[row["loan_id"]], "renewals")
    for row in facts.of("loan_returns"):
        count(row, loans[row["loan_id"]], "returns")
        if row["days_late"] > 0:
            count(row, loans[row["loan_id"]], "overdue_returns")
    for row in facts.of("in_house_uses"):
        count(row, row, "in_house_uses")
    return dict(counts)


def loan_turnover(facts: Facts, first: date, last: date) -> Figures:
    """(agency, grain, period, collection, class) → every figure, for every period between two days."""
    moved, held = flows(facts), copies(facts)
    cells = {cell for cell, _period in moved} | {cell for copy in held for _since, cell, _lendable in copy.described}
    found: Figures = {}
    for period in periods_between(first, last):
        end = last_day_of(period)
        for cell in cells:
            row: dict[str, Any] = moved.get((cell, period), dict.fromkeys(FLOWS, 0))
            here = [copy for copy in held if copy.lendable_cell(end) == cell]
            unused = sum(copy.is_unused(end) for copy in here)
            agency, collection, ddc_class = cell
            found[agency, *period, collection, ddc_class] = row | {
                "lendable_copies": len(here),
                "collection_turnover": share(row["loans"], len(here)),
                "unused_share": share(unused, len(here)),
            }
    return found
