"""Every law of this folder over many new histories: left out of `make test`."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.warehouse.marts.oracle import (
    test_compliance_rates,
    test_loans,
    test_outreach_coverage,
    test_per_capita,
    test_revenue,
    test_visitors,
)
from tests.warehouse.marts.oracle.examples import many_examples

BATCHES = st.integers(1, 3)
"""Facts come in that many batches, refreshed one by one: much arrives late, and only what it touches is built again."""

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@given(test_visitors.VISITS, test_visitors.STOPS, BATCHES)
@many_examples
def test_visitors_over_many_histories(visits: list[Any], stops: list[Any], batches: int) -> None:
    test_visitors.check(visits, stops, batches)


@given(test_loans.COLLECTION, BATCHES)
@many_examples
def test_loan_turnover_over_many_histories(collection: list[Any], batches: int) -> None:
    test_loans.check(collection, batches)


@given(test_revenue.CHARGES, test_revenue.SLIPS, BATCHES)
@many_examples
def test_revenue_over_many_histories(charges: list[Any], slips: list[Any], batches: int) -> None:
    test_revenue.check(charges, slips, batches)


@given(test_compliance_rates.STORIES, test_compliance_rates.TRIPS, BATCHES)
@many_examples
def test_compliance_over_many_histories(stories: list[Any], trips: list[Any], batches: int) -> None:
    test_compliance_rates.check(stories, trips, batches)


@given(test_outreach_coverage.SITES, test_outreach_coverage.TRIPS, BATCHES)
@many_examples
def test_outreach_over_many_histories(sites: list[Any], trips: list[Any], batches: int) -> None:
    test_outreach_coverage.check(sites, trips, batches)


@given(test_per_capita.MEMBERS, test_per_capita.VISITS, test_per_capita.COLLECTION, BATCHES)
@many_examples
def test_per_capita_over_many_histories(
    members: list[Any], visits: list[Any], collection: list[Any], batches: int
) -> None:
    test_per_capita.check(members, visits, collection, batches)
