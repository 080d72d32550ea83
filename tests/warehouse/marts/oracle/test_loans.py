"""Loan turnover: the mart and the second implementation agree on any history of a collection."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import example, given

from tests.warehouse.marts.oracle import loans as oracle
from tests.warehouse.marts.oracle.agreement import assert_agree, figures
from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.facts import day_of, Facts, periods_between
from tests.warehouse.marts.oracle.measured import measured

KEY = ("agency", "grain", "period_start", "collection", "ddc_class")
MOVES = ("loans", "loan_renewals", "loan_returns", "in_house_uses")
CELL = st.sampled_from([("general", "000"), ("general", "800"), ("children", "800"), ("reference", "300")])
CHANGE = st.tuples(wall_clocks(), CELL, st.booleans())
COPY = st.fixed_dictionaries(
    {
        "agency": agencies,
        "when": wall_clocks(),
        "cell": CELL,
        "lendable": st.sampled_from([True, True, True, False]),
        "acquired_days_before": st.sampled_from([None, None, 0, 1, 400, -3]),
        "changes": st.lists(CHANGE, max_size=2),
        "withdrawn": st.one_of(st.none(), st.none(), wall_clocks()),
        "loans": st.lists(wall_clocks(), max_size=5),
        "renewed": st.integers(0, 2),
        "returned": st.booleans(),
        "days_late": st.sampled_from([0, 0, 3]),
        "used_inside": st.lists(wall_clocks(), max_size=2),
    }
)


def history(collection: list[dict[str, Any]]) -> Facts:
    facts = Facts()
    for drawn in collection:
        _copy(facts, drawn)
    for rows in facts.rows.values():
        rows.sort(key=lambda row: row["occurred_at"])  # written down as it happened
    return facts


def _copy(facts: Facts, drawn: dict[str, Any]) -> None:
    agency, copy = drawn["agency"], facts.id("copy")
    before = drawn["acquired_days_before"]
    acquired_on = None if before is None else (drawn["when"] - timedelta(days=before)).date()
    changes = [(drawn["when"], drawn["cell"], drawn["lendable"])]
    changes += sorted((when, cell, lendable) for when, cell, lendable in drawn["changes"] if when > drawn["when"])
    for number, (when, cell, lendable) in enumerate(changes):
        facts.add(
            "copies", agency, when + timedelta(seconds=number), copy_id=copy, collection=cell[0], ddc_class=cell[1],
            is_lendable=lendable, acquired_on=acquired_on,
        )  # fmt: skip
    if drawn["withdrawn"] and drawn["withdrawn"] > changes[-1][0]:
        facts.add("copy_withdrawals", agency, drawn["withdrawn"], copy_id=copy)

    def cell_at(when: datetime) -> dict[str, str]:
        begun = [cell for since, cell, _lendable in changes if since <= when] or [drawn["cell"]]
        return {"collection": begun[-1][0], "ddc_class": begun[-1][1]}

    for when in drawn["used_inside"]:
        facts.add("in_house_uses", agency, when, copy_id=copy, room="reference", **cell_at(when))
    for when in drawn["loans"]:
        loan = facts.id("loan")
        facts.add("loans", agency, when, loan_id=loan, copy_id=copy, due_on=when.date(), **cell_at(when))
        for number in range(drawn["renewed"]):
            facts.add(
                "loan_renewals", agency, when + timedelta(days=5 * (number + 1)), loan_id=loan, due_on=when.date()
            )
        if drawn["returned"]:
            facts.add(
                "loan_returns", agency, when + timedelta(days=20), loan_id=loan, copy_id=copy, due_on=when.date(),
                days_late=drawn["days_late"],
            )  # fmt: skip


def check(collection: list[dict[str, Any]], batches: int = 1) -> None:
    facts = history(collection)
    rows = measured(facts, ["rpt_loan_turnover"], batches=batches)["rpt_loan_turnover"]
    mart = figures(rows, KEY, oracle.COLUMNS)
    moved = [row for table in MOVES for row in facts.of(table)]
    first, last = (end(map(day_of, moved), default=None) for end in (min, max))
    if first is None or last is None:
        assert not mart
        return
    expected = oracle.loan_turnover(facts, first, last)
    assert_agree(mart, {at: row for at, row in expected.items() if at in mart}, "loan turnover")
    wanted = {at for at, row in expected.items() if any(row[name] for name in oracle.FLOWS)}
    for agency in {row["agency"] for row in moved}:
        days = [day_of(row) for row in moved if row["agency"] == agency]
        running = {period for period in periods_between(min(days), max(days)) if period[0] != "day"}
        wanted |= {
            at for at, row in expected.items() if at[0] == agency and at[1:3] in running and row["lendable_copies"]
        }
    assert wanted == mart.keys()


COLLECTION = st.lists(COPY, min_size=5, max_size=25)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day} 09:00")


def copy(**drawn: Any) -> dict[str, Any]:
    """One copy of a plain collection, as it would be drawn."""
    plain = {
        "agency": "NTT", "when": at("2023-01-02"), "cell": ("general", "800"), "lendable": True,
        "acquired_days_before": None, "changes": [], "withdrawn": None, "loans": [], "renewed": 0, "returned": False,
        "days_late": 0, "used_inside": [],
    }  # fmt: skip
    return plain | drawn


LEAP_YEAR = [
    copy(loans=[at("2024-02-28")], used_inside=[at("2025-02-27"), at("2025-02-28")]),
    copy(agency="JATENG", loans=[at("2024-02-29")], used_inside=[at("2025-02-27"), at("2025-02-28")]),
    copy(cell=("general", "000"), loans=[at("2023-03-01")], used_inside=[at("2024-02-29"), at("2024-03-01")]),
]
"""Twelve months are not 365 days."""


@given(COLLECTION)
@example(LEAP_YEAR)
@few_examples
def test_loan_turnover(collection: list[Any]) -> None:
    check(collection)
