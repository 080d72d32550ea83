"""SOP-time compliance: the marts and the second implementation agree on any history of visits, bags and cases."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from tests.warehouse.marts.oracle.agreement import assert_agree, figures
from tests.warehouse.marts.oracle.cases import case_figures
from tests.warehouse.marts.oracle.cases import COLUMNS as CASE_COLUMNS
from tests.warehouse.marts.oracle.compliance import judged_cases
from tests.warehouse.marts.oracle.documents import COLUMNS as DOCUMENT_COLUMNS
from tests.warehouse.marts.oracle.documents import document_figures, missing_documents
from tests.warehouse.marts.oracle.examples import few_examples
from tests.warehouse.marts.oracle.measured import measured
from tests.warehouse.marts.oracle.rates import (
    by_hour,
    by_role,
    HOUR_COLUMNS,
    MEASURED_COLUMNS,
    measured_steps,
    only,
    ROLE_COLUMNS,
    STEP_COLUMNS,
    step_compliance,
)  # fmt: skip
from tests.warehouse.marts.oracle.road_stories import drive, TRIP
from tests.warehouse.marts.oracle.stories import STORY, Teller
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.model import Catalogue

UNIT = ("agency", "service_point", "sop_code", "sop_version", "step_position", "grain", "period_start")
MONTH = ("agency", "service_point", "sop_code", "sop_version", "unit_position", "period_start")
MARTS = (
    "rpt_sop_cases", "rpt_sop_step_compliance", "rpt_sop_measured_steps", "rpt_sop_hours", "rpt_sop_roles", "rpt_documents",
)  # fmt: skip
LOAN = Path("warehouse/catalogue/sops/loan.yaml")


@cache
def later_versions() -> dict[str, str]:
    """Lending judged by a stricter version from March 2025 on; NTT has one of its own in the first quarter of 2026."""
    first = (Path(__file__).parents[4] / LOAN).read_text("utf-8")
    general = first.replace("version: 1", "version: 2", 1).replace(
        "effective_from: null", "effective_from: 2025-03-01", 1
    )
    own = first.replace("version: 1", "version: 3", 1).replace("effective_from: null", "effective_from: 2026-01-01", 1)
    own = own.replace("effective_until: null", "effective_until: 2026-03-31", 1).replace(
        "agencies: null", "agencies: [NTT]", 1
    )
    stricter = (
        '"2 menit"\n    time_kind: fixed\n    standard_s: 120',
        '"1 menit"\n    time_kind: fixed\n    standard_s: 60',
    )
    slower = (
        '"3 menit"\n    time_kind: fixed\n    standard_s: 180',
        '"4 menit"\n    time_kind: fixed\n    standard_s: 240',
    )
    return {"sops/loan-v2.yaml": general.replace(*stricter), "sops/loan-v3.yaml": own.replace(*slower)}


@cache
def catalogue_of_the_test() -> Catalogue:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in later_versions().items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        return load_catalogue(Path(folder))


def check(stories: list[dict[str, Any]], trips: list[dict[str, Any]], batches: int = 1) -> None:
    catalogue = catalogue_of_the_test()
    teller = Teller(catalogue)
    for story in stories:
        teller.tell(story)
    for trip in trips:
        drive(teller, trip)
    facts = teller.facts
    in_the_home = {f"catalogue/{name}": text for name, text in later_versions().items()}
    marts = measured(facts, MARTS, in_the_home, batches)
    cases = judged_cases(facts, catalogue)
    rows = [row for row in marts["rpt_sop_step_compliance"] if row["unit_position"] == row["step_position"]]
    rows = [row if row["expected"] else row | {"standard_s": None} for row in rows]
    assert_agree(figures(rows, UNIT, STEP_COLUMNS), only(step_compliance(cases), STEP_COLUMNS), "compliance by step")
    tapped = figures(marts["rpt_sop_measured_steps"], UNIT, MEASURED_COLUMNS)
    assert_agree(tapped, only(measured_steps(cases), MEASURED_COLUMNS), "steps of measurement weeks")
    hours = figures(marts["rpt_sop_hours"], (*MONTH, "hour"), HOUR_COLUMNS)
    assert_agree(hours, only(by_hour(cases), HOUR_COLUMNS), "compliance by hour")
    roles = figures(marts["rpt_sop_roles"], (*MONTH, "role"), ROLE_COLUMNS)
    assert_agree(roles, only(by_role(cases), ROLE_COLUMNS), "compliance by role")
    documents = document_figures(facts, cases)
    found = figures(marts["rpt_documents"], ("case_id", "document_kind"), DOCUMENT_COLUMNS)
    assert found.keys() == documents.keys()
    assert_agree(found, documents, "documents")
    expected = case_figures(facts, cases, missing_documents(documents))
    assert_agree(figures(marts["rpt_sop_cases"], ("case_id",), CASE_COLUMNS), expected, "cases")


def on_one_monday(trips: list[dict[str, Any]], seconds: int) -> list[dict[str, Any]]:
    """The same trips on one Monday, the last record some seconds after the deadline of their papers, Tuesday at midnight."""
    found = []
    for number, trip in enumerate(trips):
        when = datetime.combine(date(2026, 3, 30), time(7 + number))
        last = datetime.combine(date(2026, 4, 1), time()) + timedelta(seconds=seconds)
        events = [("equal" if how == "days" else how, 0, captured) for how, _shift, captured in trip["events"]]
        papers = [paper | {"after": min(paper["after"], 200)} for paper in trip["papers"]]
        near = {
            "when": when,
            "last_seen": last - when,
            "events": events,
            "papers": papers,
            "agency": trips[0]["agency"],
        }
        found.append(trip | near | {"finished": 300})
    return found


STORIES, TRIPS = st.lists(STORY, min_size=4, max_size=12), st.lists(TRIP, min_size=2, max_size=6)


@given(STORIES, st.just([]))
@few_examples
def test_compliance_in_the_building(stories: list[Any], trips: list[Any]) -> None:
    check(stories, trips)


@given(st.just([]), TRIPS)
@few_examples
def test_compliance_and_documents_on_the_road(stories: list[Any], trips: list[Any]) -> None:
    check(stories, trips)


@given(TRIPS)
@settings(few_examples, max_examples=2)
def test_documents_around_their_deadlines(trips: list[Any]) -> None:
    for seconds in (-1, 0, 1):
        check([], on_one_monday(trips, seconds))
