"""Answers of the pages: rates of sums, small numbers marked, blanks told apart."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboards.filters.period import Period
from dashboards.filters.selection import Selection
from dashboards.places import Places
from dashboards.readings import cases, compliance
from dashboards.readings.comparison import comparison
from dashboards.readings.headline import headline
from dashboards.readings.rates import rates_of, ratio, SMALL_N, with_rates
from dashboards.readings.reader import Reader
from dashboards.stories import overview_story, sop_story
from tests.dashboards.conftest import EVERYWHERE
from warehouse.catalogue.load import load_catalogue

NOTHING = Selection(("NTT",), None, Period(date(2020, 1, 1), date(2020, 1, 31)))


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(load_catalogue())


@pytest.fixture
def steps(reader: Reader, places: Places) -> pd.DataFrame:
    return compliance.steps_of_sops(reader, places)


def test_a_rate_of_nothing_is_nothing_not_zero() -> None:
    assert ratio(0, 0) is None
    assert rates_of({"on_time": 0, "fixed_expected": 0, "recorded": 3, "expected": 4, "timed": 0}) == {
        "compliance_rate": None,
        "recording_rate": 0.75,
        "on_time_rate": None,
    }


def test_a_unit_without_a_standard_enters_no_compliance_rate() -> None:
    units = pd.DataFrame(
        {"standard_s": [60.0, None], "expected": [10, 10], "recorded": [8, 9], "timed": [8, 0], "on_time": [6, 0]}
    )
    rated = with_rates(units)
    assert rated["compliance_rate"].tolist()[0] == pytest.approx(0.6)
    assert rated["compliance_rate"].isna().tolist() == [False, True]
    assert rated["recording_rate"].tolist() == pytest.approx([0.8, 0.9])


def test_the_headline_compares_with_the_period_before(reader: Reader) -> None:
    now, then = headline(reader, EVERYWHERE), headline(reader, EVERYWHERE.previous)
    assert now.visits.previous == then.visits.value
    assert now.compliance.previous == then.compliance.value
    assert now.compliance.value == pytest.approx((now.compliance.part or 0) / (now.compliance.whole or 1))
    assert now.compliance.change == pytest.approx((now.compliance.value or 0) - (then.compliance.value or 0))
    assert sum(value or 0 for value in now.visits.course) == now.visits.value
    assert not now.is_empty
    assert headline(reader, NOTHING).is_empty
    assert headline(reader, NOTHING).compliance.value is None


def test_a_long_period_is_drawn_by_week(reader: Reader) -> None:
    long = EVERYWHERE.over(Period(date(2026, 9, 1), date(2026, 11, 22)))
    course = headline(reader, long).visits.course
    assert len(course) <= 13
    assert sum(value or 0 for value in course) == headline(reader, long).visits.value


def test_tiles_of_a_span_share_their_figures_and_blanks_are_told_apart(reader: Reader, steps: pd.DataFrame) -> None:
    cells = compliance.cells(reader, EVERYWHERE, steps)
    loan = cells[cells["sop_code"] == "loan"].set_index("step_position")
    assert loan.loc[[4, 5, 6], "compliance_rate"].nunique() == 1
    assert loan.loc[[4, 5, 6], "unit_label"].tolist() == ["4–6"] * 3
    assert loan.loc[4, "unit_standard_s"] == 300
    assert loan.loc[3, "kind"] == "not_observed"
    returns = cells[cells["sop_code"] == "return"].set_index("step_position")
    assert returns.loc[5, "kind"] == "no_standard"
    assert cells.loc[cells["sop_code"] == "anter_koper", "is_small"].all()
    assert list(dict.fromkeys(cells["sop_code"])) == ["locker", "loan", "return", "anter_koper"]  # as in the books
    assert compliance.cells(reader, NOTHING, steps).empty
    assert compliance.without_cases(steps, cells) == []


def test_what_got_worse_needs_enough_cases_in_both_periods(reader: Reader, steps: pd.DataFrame) -> None:
    worse = compliance.declines(reader, EVERYWHERE, steps)
    assert (worse["sop_code"].iloc[0], worse["unit_position"].iloc[0]) == ("loan", 4)  # slowed down in the last 30 days
    assert worse["change"].is_monotonic_increasing
    assert (worse["change"] < 0).all()
    assert (worse[["expected", "expected_before"]] >= SMALL_N).all(axis=None)
    assert "anter_koper" not in set(worse["sop_code"])
    assert compliance.declines(reader, NOTHING, steps).empty


def test_units_of_an_sop_carry_durations_beside_their_rates(reader: Reader, steps: pd.DataFrame) -> None:
    units = compliance.units_of(reader, EVERYWHERE, steps, "loan", 1)
    assert units["unit_label"].tolist() == ["1", "2", "4–6", "7"]
    assert (units["median_s"] <= units["p90_s"]).all()
    assert (units["durations"] <= units["recorded"]).all()


def test_a_trend_adds_up_to_its_period(reader: Reader) -> None:
    for bucket in ("day", "week", "month"):
        course = cases.trend(reader, EVERYWHERE, "loan", 1, bucket, None)
        of_unit = cases.trend(reader, EVERYWHERE, "loan", 1, bucket, 4)
        whole = reader.frame("compliance_by_unit", EVERYWHERE).query("sop_code == 'loan'")
        assert course["expected"].sum() == whole["expected"].sum()
        assert of_unit["expected"].sum() == whole.loc[whole["unit_position"] == 4, "expected"].sum()


def test_one_case_has_its_units_in_order(reader: Reader, steps: pd.DataFrame) -> None:
    case_id = cases.cases(reader, EVERYWHERE, "loan", 1, "late", None)["case_id"].iloc[0]
    found = cases.one_case(reader, EVERYWHERE, steps, case_id)
    assert found is not None
    assert found.steps["unit_label"].tolist() == ["1", "2", "4–6", "7"]
    assert (found.steps["status"] == "late").sum() == found.case["late_steps"]
    assert cases.one_case(reader, EVERYWHERE, steps, "no such case") is None


def test_agencies_are_the_sum_of_their_service_points(reader: Reader, places: Places) -> None:
    table = comparison(reader, EVERYWHERE, places)
    ntt = table[table["agency"] == "NTT"]
    assert ntt["is_agency"].tolist() == [True, False, False]
    assert ntt["visits"].iloc[0] == ntt["visits"].iloc[1:].sum()
    assert ntt["loans"].notna().tolist() == [True, False, False]
    assert table["name"].iloc[0] == "Jawa Tengah"


def test_the_story_says_the_figures_that_the_cards_show(reader: Reader, steps: pd.DataFrame) -> None:
    figures = headline(reader, EVERYWHERE)
    told = overview_story(figures, compliance.declines(reader, EVERYWHERE, steps), EVERYWHERE)
    assert "langkah SOP dikerjakan sesuai mutu baku waktu, turun" in told.lead
    assert "Penurunan terbesar: Layanan Peminjaman, langkah 4–6" in told.body
    assert "24 Oktober – 22 November 2026" in told.body
    empty = overview_story(headline(reader, NOTHING), pd.DataFrame(), NOTHING)
    assert empty.lead == "0 kunjungan dilayani."
    assert "tanpa pembanding" in empty.body


def test_the_story_of_an_sop_names_its_weakest_step(reader: Reader, steps: pd.DataFrame) -> None:
    units = compliance.units_of(reader, EVERYWHERE, steps, "loan", 1)
    told = sop_story("Layanan Peminjaman", cases.totals(reader, EVERYWHERE, "loan", 1), units)
    assert "Langkah terlemahnya nomor 4–6" in told
    assert sop_story("X", {"cases": 0}, units) == "Tidak ada berkas X pada periode ini."
