"""Thresholds of the checks are dated agency data; what is not said is the usual."""

from __future__ import annotations

from datetime import date

import pytest

from tests.warehouse.catalogue.conftest import Saying
from warehouse.catalogue.check_terms import CheckTerms, USUAL
from warehouse.catalogue.load import load_catalogue
from warehouse.errors import CatalogueError
from warehouse.i18n import use_language

KEY = "check_terms"


def test_the_shipped_values_are_the_usual_ones_and_marked_as_examples() -> None:
    for agency in load_catalogue().agencies.values():
        assert agency.check_terms == (CheckTerms(example=True),)


def test_what_an_entry_leaves_out_is_the_usual(ntt_saying: Saying) -> None:
    folder = ntt_saying("check_terms:\n  - {from: null, low_day_percent: 40}\n")
    assert load_catalogue(folder).agency("NTT").check_terms == (CheckTerms(low_day_percent=40),)
    assert (USUAL.low_day_percent, USUAL.high_day_percent) == (25, 400)
    assert (USUAL.usual_visits_least, USUAL.silent_open_days) == (10, 3)


def test_an_agency_may_say_nothing(ntt_saying: Saying) -> None:
    assert load_catalogue(ntt_saying("")).agency("NTT").check_terms == ()


def test_they_are_dated(ntt_saying: Saying) -> None:
    terms = "check_terms:\n  - {from: null}\n  - {from: 2027-01-01, silent_open_days: 5}\n"
    found = load_catalogue(ntt_saying(terms)).agency("NTT").check_terms
    assert [(one.begins_on, one.silent_open_days) for one in found] == [(None, 3), (date(2027, 1, 1), 5)]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("  - {from: null, low_day_percent: 101}\n", "low_day_percent must be 100 or less."),
        ("  - {from: null, low_day_percent: 0}\n", "low_day_percent must be 1 or more."),
        ("  - {from: null, high_day_percent: 99}\n", "high_day_percent must be 100 or more."),
        ("  - {from: null, silent_open_days: soon}\n", "silent_open_days must be a whole number."),
        ("  - {from: null, usual_visits_least: 2.5}\n", "usual_visits_least must be a whole number."),
        ("  - {from: null, silent_days: 3}\n", "The key silent_days is not known here."),
        ("  - {silent_open_days: 3}\n", "The key from is missing."),
        ("  - {from: 2027-01-01}\n  - {from: 2026-01-01}\n", "Dated values stand in order"),
    ],
)
def test_wrong_terms_are_refused_with_their_line(ntt_saying: Saying, terms: str, said: str) -> None:
    use_language("en")
    folder = ntt_saying("check_terms:\n" + terms)
    before, _terms, _after = (folder / "agencies" / "ntt.yaml").read_text("utf-8").partition(terms)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    assert said in refused.value.sentence()
    assert refused.value.line == before.count("\n") + terms.count("\n")
