"""Targets are dated agency data, and an agency may set none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.warehouse.catalogue.conftest import Saying
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import CatalogueError

KEY = "targets"


def test_the_shipped_values_are_marked_as_examples() -> None:
    for agency in load_catalogue().agencies.values():
        [targets] = agency.targets
        assert targets.example


def test_the_targets_in_force_on_a_day(ntt_saying: Saying) -> None:
    text = "targets:\n  - {from: null, compliance_percent: 80}\n  - {from: 2027-01-01, visits_per_open_day: 70}\n"
    agency = load_catalogue(ntt_saying(text)).agency("NTT")
    found = [agency.targets_on(day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [one.least for one in found if one] == [{"compliance_rate": 0.8}, {"visits_per_open_day": 70.0}]


def test_an_agency_may_set_none(ntt_saying: Saying) -> None:
    assert load_catalogue(ntt_saying("")).agency("NTT").targets_on(date(2026, 5, 1)) is None


@pytest.mark.parametrize(
    "targets",
    [
        "  - {from: null, compliance_percent: 101}\n",
        "  - {from: null, visits_per_open_day: 0}\n",
        "  - {from: null, happiness_percent: 90}\n",
        "  - {from: 2027-01-01, recording_percent: 90}\n  - {from: 2026-01-01, recording_percent: 80}\n",
    ],
)
def test_wrong_targets_are_refused_with_their_line(ntt_saying: Saying, targets: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(ntt_saying("targets:\n" + targets))
    assert refused.value.line
