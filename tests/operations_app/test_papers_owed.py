"""What an officer owes, computed from facts: missing, unsigned, inconsistent; and what a paper says of itself."""

from __future__ import annotations

from datetime import datetime, timedelta, UTC
from zoneinfo import ZoneInfo

import pytest

from operations_app.desk.paper_drafts import first_wording
from operations_app.desk.papers import has_pin, latest_papers, owed_papers, OwedPaper, paper_state
from tests.operations_app.library import Library, MONDAY, POINT
from tests.operations_app.road_papers import Road
from warehouse.identity.roles import Actor
from warehouse.ids import new_id

Found = list[tuple[str, str, str | None]]


@pytest.fixture
def road(library: Library) -> Road:
    return Road(library).furnish()


def actor(road: Road, login: str) -> Actor:
    found = road.db.actor(login)
    assert found is not None
    return found


def owed(road: Road, login: str = "petugas", *, everybody: bool = False) -> list[OwedPaper]:
    return owed_papers(road.db, actor(road, login), road.library.clock(), service_point=POINT, everybody=everybody)


def found(road: Road, login: str = "petugas") -> Found:
    return [(one.kind, one.status, one.site_no) for one in owed(road, login)]


def test_a_handover_is_due_then_missing_then_unsigned_then_in_order(road: Road) -> None:
    trip, case = road.leave()
    assert found(road) == []
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a", "C2a"])
    assert found(road) == [("handover_ba", "due", "S1")]
    assert owed(road)[0].due_at == datetime(2026, 10, 7, tzinfo=ZoneInfo("Asia/Makassar"))
    road.library.clock.forward(days=2, hours=1)
    (late,) = owed(road)
    assert (late.kind, late.status, late.since) == ("handover_ba", "missing", late.due_at)
    paper = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    (unsigned,) = owed(road)
    assert (unsigned.status, unsigned.unsigned, unsigned.document_id) == ("unsigned", ("recipient", "sender"), paper)
    road.sign(paper, "sender")
    assert owed(road)[0].unsigned == ("recipient",)
    road.sign(paper, "outside")
    assert found(road) == []


def test_every_site_has_its_own_papers(road: Road) -> None:
    trip, case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    road.do("hand_over", trip_id=trip, site_no="S2", copy_nos=["C2a"])
    first = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    road.sign(first, "sender", "outside")
    assert found(road) == [("handover_ba", "due", "S2")]


def test_a_paper_for_the_whole_trip_stands_for_its_sites(road: Road) -> None:
    trip, case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    road.do("hand_over", trip_id=trip, site_no="S2", copy_nos=["C2a"])
    paper = road.do("issue_document", document_kind="handover_ba", case_id=case)["document_id"]
    road.sign(paper, "sender", "outside")
    assert found(road) == []


def test_what_was_scanned_after_the_paper_makes_it_differ(road: Road) -> None:
    trip, case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    paper = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    road.sign(paper, "sender", "outside")
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C2a"])
    (one,) = owed(road)
    assert (one.status, one.differing, one.unsigned) == ("inconsistent", 1, ())
    state = paper_state(road.db, paper)
    assert state
    assert (state.only_scanned, state.only_listed, state.is_inconsistent) == (("C2a",), (), True)


def test_a_void_paper_is_owed_again(road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    road.do("void_document", document_id=paper, reason="salah daftar")
    assert [(one.kind, one.status, one.document_id) for one in owed(road)] == [("handover_ba", "due", None)]


def test_the_end_of_the_trip_asks_for_the_papers_of_the_end(road: Road) -> None:
    trip, case = road.leave()
    road.do("hand_over", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    paper = road.do("issue_document", document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    road.sign(paper, "sender", "outside")
    road.do("finish_trip", trip_id=trip, odometer_km=48_268)
    assert found(road) == [("stock_ba", "due", None), ("travel_report", "due", None)]
    road.do("issue_document", document_kind="stock_ba", case_id=case)
    road.do("unload_copies", trip_id=trip)
    road.library.clock.forward(days=8)
    assert {(one.kind, one.status) for one in owed(road)} == {("stock_ba", "unsigned"), ("travel_report", "missing")}


def test_the_stock_is_what_was_aboard_then_not_what_was_unloaded_later(road: Road) -> None:
    trip, case = road.leave()
    road.do("finish_trip", trip_id=trip)
    paper = road.do("issue_document", document_kind="stock_ba", case_id=case)["document_id"]
    road.sign(paper, "sender")
    road.do("unload_copies", trip_id=trip)
    assert "stock_ba" not in {one.kind for one in owed(road)}
    state = paper_state(road.db, paper)
    assert state
    assert (state.copies, state.is_inconsistent) == (2, False)


def test_nothing_came_back_is_nothing_to_write_about(road: Road) -> None:
    trip, _case, paper = road.handed_over("C1a")
    road.sign(paper, "sender", "outside")
    road.do("take_back_from_site", trip_id=trip, site_no="S1", lost=["C1a"])
    assert found(road) == []


def test_copies_that_came_back_ask_for_a_return(road: Road) -> None:
    trip, case, paper = road.handed_over("C1a", "C2a")
    road.sign(paper, "sender", "outside")
    road.do("roll_over", trip_id=trip, from_site_no="S1", to_site_no="S2", copy_nos=["C2a"])
    road.do("take_back_from_site", trip_id=trip, site_no="S1", copy_nos=["C1a"])
    assert found(road) == [("handover_ba", "due", "S2"), ("return_ba", "due", "S1")]
    back = road.do("issue_document", document_kind="return_ba", case_id=case, site_no="S1")["document_id"]
    state = paper_state(road.db, back)
    assert state
    assert (state.copies, state.unsigned) == (2, ["recipient", "sender"])


def test_an_officer_owes_the_papers_of_the_own_trips_a_head_sees_all(road: Road) -> None:
    road.handed_over(crew="petugas")
    assert found(road, "rekan") == []
    assert [one.kind for one in owed(road, "rekan", everybody=True)] == ["handover_ba"]
    assert found(road, "motor") == []
    assert owed(road, "motor", everybody=True) == []
    assert [one.crew_names for one in owed(road, "kabid")] == ["Petugas"]
    assert owed(road, "sirkulasi", everybody=True) == []


def test_anter_koper_owes_the_letter_the_survey_and_the_schedule(road: Road) -> None:
    case = road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")["case_id"]
    assert found(road) == [("request_letter", "due", "S1")]
    road.do("approve_request", case_id=case, actor="kabid", pin="271828")
    road.do("survey_site", case_id=case, is_suitable=True, findings="halaman luas")
    road.do(
        "schedule_trip", service="anter_koper", planned_on=MONDAY.date() + timedelta(days=3), vehicle_no="MPK-1",
        crew=["petugas"], site_nos=["S1"],
    )  # fmt: skip
    assert set(found(road)) == {
        ("request_letter", "due", "S1"),
        ("survey", "unsigned", "S1"),
        ("schedule", "due", "S1"),
    }
    road.do("issue_document", document_kind="request_letter", case_id=case, site_no="S1", scan_sha256="ab" * 32)
    assert "request_letter" not in {one.kind for one in owed(road)}


def test_a_declined_request_owes_no_more_than_its_letter(road: Road) -> None:
    case = road.do("request_service", site_no="S1", letter_no="421/7", letter_on="2026-10-01")["case_id"]
    road.do("decline_request", case_id=case, actor="kabid", reason="armada penuh")
    assert found(road) == [("request_letter", "due", "S1")]


def test_a_report_begins_with_what_is_on_record(road: Road) -> None:
    trip, _case = road.leave("mobile_library")
    road.do("register_outreach_visitors", trip_id=trip, site_no="S1", heads=14, sex="P")
    road.do("count_outreach_use", trip_id=trip, site_no="S1", books_read=30, toys_used=4)
    road.do("finish_trip", trip_id=trip)
    report = next(one for one in owed(road) if one.kind == "daily_report")
    words = first_wording(road.db, report)
    assert "5 Oktober 2026" in words
    assert "SD Negeri Oesapa Kecil 2: pengunjung 14 orang, dibaca di tempat 30 buku, alat permainan 4 kali." in words
    assert "SMP Negeri 9 Kupang: tidak ada pelayanan tercatat." in words
    stock = next(one for one in owed(road) if one.kind == "stock_ba")
    assert first_wording(road.db, stock) == ""


def test_papers_written_last_stand_first(road: Road) -> None:
    _trip, _case, paper = road.handed_over()
    road.do("void_document", document_id=paper, reason="salah daftar")
    (listed,) = latest_papers(road.db, actor(road, "rekan"), service_point=POINT)
    assert (listed.document_id, listed.is_void, listed.unsigned) == (paper, True, ("recipient", "sender"))
    assert latest_papers(road.db, actor(road, "motor"), service_point=POINT) == []


def test_no_paper_has_no_state(road: Road) -> None:
    for asked in (new_id(), "'; DROP TABLE documents", "😀"):
        assert paper_state(road.db, asked) is None


def test_who_has_a_pin(road: Road) -> None:
    assert has_pin(road.db, actor(road, "petugas"))
    assert not has_pin(road.db, actor(road, "rekan"))


def test_a_home_without_a_road_owes_nothing(library: Library) -> None:
    nobody = Actor("x", frozenset({"school_drop_officer"}), staff_key=new_id())
    assert owed_papers(library.db, nobody, datetime(2026, 10, 5, tzinfo=UTC), service_point=POINT) == []
