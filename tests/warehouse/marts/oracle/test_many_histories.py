"""Every law of this folder over many new histories: left out of `make test`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from tests.warehouse.marts.oracle import (
    test_compliance_rates,
    test_loans,
    test_outreach_coverage,
    test_revenue,
    test_visitors,
)
from tests.warehouse.marts.oracle.examples import many_examples

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@given(test_visitors.VISITS, test_visitors.STOPS)
@many_examples
def test_visitors_over_many_histories(visits: list[Any], stops: list[Any]) -> None:
    test_visitors.check(visits, stops)


@given(test_loans.COLLECTION)
@many_examples
def test_loan_turnover_over_many_histories(collection: list[Any]) -> None:
    test_loans.check(collection)


@given(test_revenue.CHARGES, test_revenue.SLIPS)
@many_examples
def test_revenue_over_many_histories(charges: list[Any], slips: list[Any]) -> None:
    test_revenue.check(charges, slips)


@given(test_compliance_rates.STORIES, test_compliance_rates.TRIPS)
@many_examples
def test_compliance_over_many_histories(stories: list[Any], trips: list[Any]) -> None:
    test_compliance_rates.check(stories, trips)


@given(test_outreach_coverage.SITES, test_outreach_coverage.TRIPS)
@many_examples
def test_outreach_over_many_histories(sites: list[Any], trips: list[Any]) -> None:
    test_outreach_coverage.check(sites, trips)
