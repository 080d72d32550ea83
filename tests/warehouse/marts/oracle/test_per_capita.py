"""Per head and per member: the mart and the second implementation agree on any history of cards, visits and loans."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from tests.warehouse.marts.oracle import per_capita as oracle
from tests.warehouse.marts.oracle import test_loans
from tests.warehouse.marts.oracle.agreement import assert_agree, figures
from tests.warehouse.marts.oracle.draws import agencies, wall_clocks
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.facts import day_of, periods_between
from tests.warehouse.marts.oracle.measured import measured
from warehouse.catalogue.load import load_catalogue

VALID_DAYS = st.sampled_from([0, 1, 30, 400, 730])
MEMBER = st.tuples(
    agencies, wall_clocks(), st.sampled_from([0, 0, 40]), VALID_DAYS, st.lists(wall_clocks(), max_size=2)
)
"""Of which agency, written down when, registered how many days before, valid how long, renewed when."""
VISIT = st.tuples(agencies, wall_clocks(), st.booleans())


def check(
    members: list[Any], visits: list[tuple[str, datetime, bool]], collection: list[dict[str, Any]], batches: int = 1
) -> None:
    facts = test_loans.history(collection)
    for agency, when, days_before, valid_days, renewals in members:
        member = facts.id("member")
        registered_on = (when - timedelta(days=days_before)).date()
        for at in [when, *sorted({renewal for renewal in renewals if renewal > when})]:
            expires_on = at.date() + timedelta(days=valid_days)
            facts.add("members", agency, at, member_key=member, registered_on=registered_on, expires_on=expires_on)
    for agency, when, is_group in visits:
        kind = {"visitor_type": "group" if is_group else "guest", "head_count": 7 if is_group else 1}
        facts.add("visits", agency, when, visit_id=facts.id("visit"), **kind)
    mart = figures(
        measured(facts, ["rpt_per_capita"], batches=batches)["rpt_per_capita"],
        ("agency", "grain", "period_start"), oracle.COLUMNS,
    )  # fmt: skip
    expected = oracle.per_capita(facts, load_catalogue())
    assert_agree(mart, {at: row for at, row in expected.items() if at in mart}, "per capita")
    assert {at for at, row in expected.items() if row["visits"] or row["loans"]} <= mart.keys()
    for agency in {visit[0] for visit in visits}:
        days = [day_of(row) for table in ("visits", "loans") for row in facts.of(table) if row["agency"] == agency]
        running = {(agency, *period) for period in periods_between(min(days), max(days)) if period[0] != "day"}
        assert {at for at in running if expected[at]["lendable_copies"]} <= mart.keys()


MEMBERS, VISITS = st.lists(MEMBER, max_size=10), st.lists(VISIT, min_size=2, max_size=10)
COLLECTION = st.lists(test_loans.COPY, max_size=6)


@given(MEMBERS, VISITS, COLLECTION)
@few_examples
def test_per_capita(members: list[Any], visits: list[Any], collection: list[Any]) -> None:
    check(members, visits, collection)
