"""My papers and the mart of documents find the same: one rule, asked of the desk's database and of the warehouse."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from operations_app.desk.papers import owed_papers
from tests.operations_app.library import Library, POINT
from tests.operations_app.road_papers import Road
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.operations.publish import Publisher

WORST = ("missing", "inconsistent", "unsigned")
Findings = dict[tuple[str, str], str]


@pytest.fixture
def road(library: Library) -> Road:
    return Road(library).furnish()


def on_my_papers(road: Road) -> Findings:
    """The worst finding of each case and kind."""
    kabid = road.db.actor("kabid")
    assert kabid
    found: Findings = {}
    for one in owed_papers(road.db, kabid, road.library.clock(), service_point=POINT):
        if one.is_finding:
            before = found.get((one.case_id, one.kind), one.status)
            found[one.case_id, one.kind] = min(before, one.status, key=WORST.index)
    return found


def in_the_mart(road: Road) -> Findings:
    settings = road.db.settings
    Publisher(road.db).flush()
    with open_warehouse(settings) as connection:
        refresh(connection, settings, str(road.db.last_txid))
    with duckdb.connect(str(settings.serving_db), read_only=True) as served:
        rows: list[tuple[Any, ...]] = served.execute(
            "SELECT case_id::VARCHAR, document_kind, status FROM marts.rpt_documents WHERE status <> 'complete'"
            " AND document_kind <> 'receipt'"
        ).fetchall()
    return {(case, kind): status for case, kind, status in rows}


def test_they_agree_over_a_fortnight_of_forgotten_papers(road: Road) -> None:
    # A drop with rolling: one handover unsigned, one never written, a return whose list differs.
    trip, case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a", "C2a"])
    paper = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    road.do("roll_over", trip_id=trip, from_site_no="S1", to_site_no="S2", copy_nos=["C2a"])
    road.do("take_back_from_site", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    road.do("issue_document", document_kind="return_ba", case_id=case, site_no="S1", copy_nos=["C1a"])
    road.do("finish_trip", trip_id=trip)
    road.do("issue_document", document_kind="stock_ba", case_id=case)
    road.do("unload_copies", trip_id=trip)
    assert on_my_papers(road) == in_the_mart(road) == {
        (case, "handover_ba"): "unsigned", (case, "return_ba"): "inconsistent", (case, "stock_ba"): "unsigned",
    }  # fmt: skip

    # Days later: what nobody wrote is missing; a request with its letter on the desk, approved and surveyed.
    road.library.clock.forward(days=4)
    asked = road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")["case_id"]
    road.do("approve_request", case_id=asked, actor="kabid", pin="271828")
    road.do("survey_site", case_id=asked, is_suitable=True, findings="halaman luas")
    road.sign(paper, "sender")
    findings = on_my_papers(road)
    assert findings == in_the_mart(road)
    assert findings[case, "handover_ba"] == "missing", "at the second school none was written"
    assert findings[case, "travel_report"] == "missing"
    assert findings[asked, "survey"] == "unsigned"

    # A void paper is owed again; a whole day of the mobile library without its papers.
    road.do("void_document", document_id=paper, reason="salah daftar")
    road.library.clock.forward(days=3)
    mpk, day = road.leave("mobile_library", copies=("C1b",))
    road.do("finish_trip", trip_id=mpk)
    road.library.clock.forward(days=5)
    road.do("register_visit", member_no="A1")  # the mart's now is the latest record
    findings = on_my_papers(road)
    assert findings == in_the_mart(road)
    assert {kind for of_case, kind in findings if of_case == day} == {"daily_report", "stock_ba", "travel_report"}
    assert findings[asked, "request_letter"] == "missing"
