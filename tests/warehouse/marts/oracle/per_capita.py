"""Per head and per member, a second time: DOMAIN.md, "Figures": visits, loans and copies by population and by members."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tests.warehouse.marts.oracle.agreement import Figures
from tests.warehouse.marts.oracle.facts import day_of, Facts, last_day_of, periods_between, periods_of, share
from tests.warehouse.marts.oracle.loans import copies
from tests.warehouse.marts.oracle.visitors import heads, standing_visits
from warehouse.catalogue.model import Catalogue

COLUMNS = (
    "visits", "loans", "lendable_copies", "members", "visits_per_capita", "loans_per_capita", "loans_per_member",
    "copies_per_capita",
)  # fmt: skip


def members_on(facts: Facts, agency: str, day: date) -> int:
    """Members of the agency whose card is valid at the end of that day, by what was known of them until then."""
    found = 0
    for rows in facts.with_key("members", "member_key").values():
        ordered = sorted(rows, key=lambda row: row["occurred_at"])
        known = [row for row in ordered if day_of(row) <= day]
        if not known and ordered[0]["registered_on"] <= day:
            known = ordered[:1]  # written down later than registered
        found += bool(known) and known[-1]["agency"] == agency and known[-1]["expires_on"] >= day
    return found


def per_capita(facts: Facts, catalogue: Catalogue) -> Figures:
    """(agency, grain, period) → the figures of months and years with visits or loans."""
    counts: dict[Any, dict[str, int]] = defaultdict(lambda: {"visits": 0, "loans": 0})
    for visit in standing_visits(facts):
        for period in periods_of(day_of(visit))[1:]:
            counts[visit["agency"], *period]["visits"] += heads(visit)
    for loan in facts.of("loans"):
        for period in periods_of(day_of(loan))[1:]:
            counts[loan["agency"], *period]["loans"] += 1
    days = [day_of(row) for row in (*facts.of("visits"), *facts.of("loans"))]
    held, found = copies(facts), {}
    for period in periods_between(min(days), facts.last_day()):
        if period[0] == "day":
            continue
        end = last_day_of(period)
        for agency in catalogue.agencies:
            row: dict[str, Any] = dict(counts.get((agency, *period), {"visits": 0, "loans": 0}))
            people = catalogue.agencies[agency].population.people
            cells = [copy.lendable_cell(end) for copy in held]
            row["lendable_copies"] = sum(cell is not None and cell[0] == agency for cell in cells)
            row["members"] = members_on(facts, agency, end)
            row["visits_per_capita"] = share(row["visits"], people)
            row["loans_per_capita"] = share(row["loans"], people)
            row["copies_per_capita"] = share(row["lendable_copies"], people)
            row["loans_per_member"] = share(row["loans"], row["members"])
            found[agency, *period] = row
    return found
