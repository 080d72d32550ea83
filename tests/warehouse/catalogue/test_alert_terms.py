"""After how many days an alert goes up is dated agency data, and may be left to the settings."""

from __future__ import annotations

from datetime import date

import pytest

from tests.warehouse.catalogue.conftest import Saying
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import CatalogueError

KEY = "alert_terms"


def one(begins: str, section: int, division: int) -> str:
    return f"  - {{from: {begins}, section_head_days: {section}, division_head_days: {division}}}\n"


def test_the_terms_in_force_on_a_day(ntt_saying: Saying) -> None:
    folder = ntt_saying("alert_terms:\n" + one("null", 3, 7) + one("2027-01-01", 1, 2))
    agency = load_catalogue(folder).agency("NTT")
    found = [agency.alert_terms_on(day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [(terms.section_head_days, terms.division_head_days) for terms in found if terms] == [(3, 7), (1, 2)]


def test_an_agency_may_say_nothing(ntt_saying: Saying) -> None:
    assert load_catalogue(ntt_saying("")).agency("NTT").alert_terms_on(date(2026, 5, 1)) is None


@pytest.mark.parametrize(
    "terms",
    [
        one("null", 0, 7),
        one("2027-01-01", 3, 7) + one("2026-01-01", 3, 7),
        "  - {from: null, section_head_days: 3}\n",
        "  - {from: null, section_head_days: 3, division_head_days: 7, head_days: 9}\n",
    ],
)
def test_wrong_terms_are_refused_with_their_line(ntt_saying: Saying, terms: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(ntt_saying("alert_terms:\n" + terms))
    assert refused.value.line
