"""Every query runs on a real file, and agrees with the cases beneath the figures."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pandas as pd
import pytest

from dashboards.filters.period import Period
from dashboards.filters.selection import allowed_agencies, Selection
from dashboards.readings.reader import Reader
from tests.dashboards.conftest import EVERYWHERE

QUERIES = sorted(entry.name[:-4] for entry in files("dashboards.queries").iterdir() if entry.name.endswith(".sql"))
VALUES = {
    "sop_code": "loan", "sop_version": 1, "unit_position": None, "bucket": "week", "deviation": "any", "case_id": "none",
    "dimension": "sex", "mart": "rpt_visitors", "at": date(2026, 11, 22), "agency": "NTT", "slip": "none",
    "span_grain": "month", "span_start": date(2026, 11, 1), "service": None, "staff_key": "none",
    "from_at": date(2026, 11, 1), "until_at": date(2026, 11, 23), "alert": "none", "roles": None,
    "table_name": "raw.loans", "expectation": "every_loan_has_a_visit", "language": "id",
}  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_says_its_grain_first_and_runs(reader: Reader, query: str) -> None:
    text = files("dashboards.queries").joinpath(f"{query}.sql").read_text("utf-8")
    assert text.startswith("-- Grain: ")
    reader.frame(query, EVERYWHERE, **VALUES)


def _steps(reader: Reader, selection: Selection) -> pd.DataFrame:
    """The case steps of the selection, read without the queries under test."""
    everything = reader._cursor.execute("SELECT * FROM rpt_sop_case_steps").df()
    days = pd.to_datetime(everything["opened_on"]).dt.date
    inside = (days >= selection.period.first) & (days <= selection.period.last)
    here = everything["agency"].isin(selection.agencies)
    if selection.service_point:
        here &= everything["service_point"] == selection.service_point
    return everything[inside & here]


@pytest.mark.parametrize(
    "selection",
    [
        EVERYWHERE,
        Selection(("NTT",), None, EVERYWHERE.period),
        Selection(("NTT",), "NTT-KELILING", EVERYWHERE.period),
        Selection(("NTT", "JATENG"), None, Period(date(2026, 10, 1), date(2026, 10, 31))),
    ],
)
def test_compliance_sums_are_those_of_the_cases(reader: Reader, selection: Selection) -> None:
    steps = _steps(reader, selection)
    found = reader.row("compliance", selection)
    assert found is not None
    fixed = steps["standard_s"].notna()
    assert found["expected"] == len(steps)
    assert found["fixed_expected"] == fixed.sum()
    assert found["recorded"] == (steps["status"] != "missing").sum()
    assert found["timed"] == (fixed & steps["duration_s"].notna()).sum()
    assert found["on_time"] == (steps["status"] == "on_time").sum()
    by_place = reader.frame("compliance_by_place", selection)
    by_day = reader.frame("compliance_by_day", selection)
    by_unit = reader.frame("compliance_by_unit", selection)
    for frame in (by_place, by_day, by_unit):
        assert frame["expected"].sum() == found["expected"]
        assert frame["on_time"].sum() == found["on_time"]


def test_median_and_p90_of_a_month_are_those_of_the_mart(reader: Reader) -> None:
    month = Selection(("JATENG",), "JTG-GEDUNG", Period(date(2026, 10, 1), date(2026, 10, 31)))
    mart = reader._cursor.execute(
        "SELECT unit_position, median_s, p90_s FROM rpt_sop_step_compliance WHERE grain = 'month' "
        "AND period_start = DATE '2026-10-01' AND sop_code = 'loan' AND service_point = 'JTG-GEDUNG' "
        "AND step_position = unit_position ORDER BY 1"
    ).df()
    found = reader.frame("unit_durations", month, sop_code="loan")
    assert found["median_s"].tolist() == pytest.approx(mart["median_s"].tolist())
    assert found["p90_s"].tolist() == pytest.approx(mart["p90_s"].tolist())


def test_whole_months_give_the_same_from_months_as_from_days(reader: Reader) -> None:
    month = Selection(("NTT", "JATENG"), None, Period(date(2026, 10, 1), date(2026, 10, 31)))
    by_days = {**month.parameters(), "grain": "day"}
    for query in ("visits", "loans", "compliance"):
        assert month.parameters()["grain"] == "month"
        assert reader.row(query, month) == pytest.approx(reader.row(query, None, **by_days))


def test_cases_with_the_deviation_asked_for(reader: Reader) -> None:
    asked = {"sop_code": "loan", "sop_version": 1, "unit_position": None}
    totals = reader.row("case_totals", EVERYWHERE, **asked)
    assert totals is not None
    late = reader.frame("cases", EVERYWHERE, deviation="late", **asked)
    assert len(late) == totals["late"] > 0
    assert (late["late_steps"] > 0).all()
    not_compliant = reader.frame("cases", EVERYWHERE, deviation="any", **asked)
    assert len(not_compliant) == totals["cases"] - totals["compliant"]
    assert not_compliant["opened_at"].is_monotonic_decreasing
    everything = reader.frame("cases", EVERYWHERE, deviation="all", **asked)
    assert len(everything) == totals["cases"]


def test_cases_of_one_unit_are_those_in_which_it_was_late_or_missing(reader: Reader) -> None:
    found = reader.frame("cases", EVERYWHERE, sop_code="loan", sop_version=1, unit_position=4, deviation="all")
    steps = _steps(reader, EVERYWHERE)
    wrong = (steps["sop_code"] == "loan") & (steps["unit_position"] == 4) & steps["status"].isin(["late", "missing"])
    assert set(found["case_id"]) == set(steps.loc[wrong, "case_id"].astype(str))


def test_a_case_of_another_agency_is_not_found(reader: Reader) -> None:
    ours = Selection(("NTT",), None, EVERYWHERE.period)
    theirs = Selection(("JATENG",), None, EVERYWHERE.period)
    asked = {"sop_code": "loan", "sop_version": 1, "unit_position": None, "deviation": "all"}
    case_id = reader.frame("cases", ours, **asked)["case_id"].iloc[0]
    assert reader.row("one_case", ours, case_id=case_id) is not None
    assert reader.row("one_case", theirs, case_id=case_id) is None
    assert reader.frame("case_steps", theirs, case_id=case_id).empty


def test_a_value_is_bound_never_part_of_the_text(reader: Reader) -> None:
    assert reader.row("one_case", EVERYWHERE, case_id="' OR true --") is None


@pytest.mark.parametrize(("bound_to", "allowed"), [(None, ["JATENG", "NTT"]), ("NTT", ["NTT"]), ("ELSEWHERE", [])])
def test_an_account_of_one_agency_sees_that_agency_only(bound_to: str | None, allowed: list[str]) -> None:
    assert allowed_agencies(["JATENG", "NTT"], bound_to) == allowed
