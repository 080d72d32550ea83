"""Trips, copies on the move, papers, requests: what the road records and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.warehouse.conftest import Library, MONDAY, POINT
from warehouse.errors import Refused
from warehouse.operations.verify import verify

DAY = 60 * 24
TODAY = MONDAY.date()
SHA = "0" * 64
SERVICES = ["mobile_library", "school_drop", "anter_koper"]


def units(library: Library, case_id: str) -> list[int]:
    rows = library.db.rows("SELECT unit_position FROM step_events WHERE case_id = ? ORDER BY txid", case_id)
    return [row["unit_position"] for row in rows]


def place(library: Library, copy_no: str) -> str:
    row = library.db.row(
        "SELECT p.place FROM state_copies c LEFT JOIN state_copy_places p USING (copy_id) WHERE c.copy_no = ?", copy_no
    )
    return str(row["place"] or "shelf") if row else "gone"


@pytest.fixture
def road(library: Library) -> Library:
    """Two schools, a vehicle, an officer of every service with licence and PIN, and the head of division."""
    for login, roles in {
        "petugas": ["mobile_library_officer", "school_drop_officer", "technical_officer"], "kabid": ["division_head"],
        "motor": ["motorcycle_officer"],
    }.items():  # fmt: skip
        library.do("add_staff", minute=-90, login=login, name=login.title(), roles=roles, home_service_point=POINT)
    for login in ("petugas", "motor"):
        library.do("add_licence", minute=-80, login=login, licence="SIM A", valid_until="2027-01-31")
        library.do("set_pin", minute=-79, actor=login, pin="314159")
    library.do("set_pin", minute=-79, actor="kabid", pin="271828")
    library.do("add_vehicle", minute=-78, vehicle_no="MPK-1", kind="mpk", plate_no="DH 1234 AA")
    for number in ("S1", "S2"):
        library.do(
            "add_site", minute=-77, site_no=number, kind="school", level="SD", name=f"SDN {number}", people_served=120,
            services=SERVICES, signer_name="Kepala Sekolah",
        )  # fmt: skip
    return library


@pytest.fixture(autouse=True)
def _whole(library: Library) -> Any:
    yield
    list(verify(library.db.reader(), library.db.settings.landing))


def planned(road: Library, service: str = "school_drop", sites: tuple[str, ...] = ("S1", "S2"), **fields: Any) -> str:
    return str(
        road.do(
            "schedule_trip",
            minute=-60,
            service=service,
            planned_on=TODAY,
            vehicle_no="MPK-1",
            crew=["petugas"],
            site_nos=list(sites),
            **fields,
        )["trip_id"]
    )


def left(road: Library, service: str = "school_drop", copies: tuple[str, ...] = ("C1", "C2")) -> tuple[str, str]:
    """A trip on the road with its load: (trip, case)."""
    trip = planned(road, service)
    case = road.do("open_trip", trip_id=trip, actor="petugas")["case_id"]
    road.do("load_copies", minute=1, trip_id=trip, copy_nos=list(copies))
    road.do("start_trip", minute=2, trip_id=trip, odometer_km=1000)
    return trip, case


def test_a_drop_with_rolling_from_key_to_travel_report(road: Library) -> None:
    trip, case = left(road)
    road.do("record_step", minute=30, case_id=case, step_position=6, started_at=MONDAY + timedelta(minutes=2))
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1", "C2"])
    assert (place(road, "C1"), place(road, "C2"), place(road, "C4")) == ("site", "site", "shelf")
    ba = road.do("issue_document", minute=42, document_kind="handover_ba", case_id=case, site_no="S1")
    assert ba["document_no"] == "041/001/BA-S/DKP/X/2026"
    assert ba["copies"] == 2
    road.do("roll_over", minute=60, trip_id=trip, from_site_no="S1", to_site_no="S2", copy_nos=["C2"])
    road.do("take_back_from_site", minute=70, trip_id=trip, site_no="S1", copy_nos=["C1"])
    assert (place(road, "C1"), place(road, "C2")) == ("trip", "site")
    back = road.do("finish_trip", minute=120, trip_id=trip, odometer_km=1040)
    assert back["left_on_vehicle"] == 1
    road.do("issue_document", minute=130, document_kind="stock_ba", case_id=case)
    road.do("unload_copies", minute=140, trip_id=trip)
    assert place(road, "C1") == "shelf"
    road.do("issue_document", minute=150, document_kind="travel_report", case_id=case, body="Lancar.")
    assert units(road, case) == [6, 7, 9, 8, 10, 13, 15]
    closing = road.db.row("SELECT outcome FROM case_closings WHERE case_id = ?", case)
    assert closing == {"outcome": "done"}
    assert not road.db.rows("SELECT * FROM state_trips")
    conditions = road.db.rows("SELECT condition FROM case_conditions WHERE case_id = ? ORDER BY 1", case)
    assert [row["condition"] for row in conditions] == ["rolling", "taken_back"]


def test_a_copy_has_one_place(road: Library) -> None:
    trip, _ = left(road)
    assert road.refusal("load_copies", minute=3, trip_id=trip, copy_nos=["C1"]) == "copy_is_on_its_shelf"
    assert road.refusal("load_copies", minute=3, trip_id=trip, copy_nos=["C3"]) == "copy_is_lendable"
    assert road.refusal("lend", minute=3, member_no="A1", copy_nos=["C1"]) == "copy_is_on_its_shelf"
    assert road.refusal("hand_over", minute=3, trip_id=trip, site_no="S1", copy_nos=["C4"]) == "copy_is_on_the_vehicle"
    assert road.refusal("withdraw_copy", minute=3, copy_no="C1", reason_code="weeded") == "copy_is_on_its_shelf"
    road.do("hand_over", minute=4, trip_id=trip, site_no="S1", copy_nos=["C1"])
    assert (
        road.refusal("take_back_from_site", minute=5, trip_id=trip, site_no="S2", copy_nos=["C1"])
        == "copy_is_at_the_site"
    )
    assert road.refusal("update_site", minute=5, site_no="S1", closed_on=TODAY) == "site_owes_no_copies"
    assert road.refusal("unload_copies", minute=5, trip_id=trip, copy_nos=["C1"]) == "copy_is_on_the_vehicle"
    lost = road.do("take_back_from_site", minute=6, trip_id=trip, site_no="S1", lost=["C1"])
    assert (lost["lost"], lost["copies"], place(road, "C1")) == (1, 0, "gone")


def test_a_fact_of_a_site_is_emptied_unless_it_is_given_anew(road: Library) -> None:
    road.do("update_site", minute=1, site_no="S1", emptied=["level", "signer_name"], signer_name="Ibu Kepala")
    [site] = road.db.rows("SELECT level, people_served FROM sites ORDER BY txid DESC LIMIT 1")
    assert site == {"level": None, "people_served": 120}
    [kept] = road.db.rows("SELECT name, signer_name FROM site_identities ORDER BY txid DESC LIMIT 1")
    assert kept == {"name": "SDN S1", "signer_name": "Ibu Kepala"}
    assert road.refusal("update_site", minute=2, site_no="S1", emptied=["name"]) == "field_is_usable"
    assert road.refusal("update_site", minute=2, site_no="S1", emptied=[]) == "something_is_corrected"


def test_lending_from_a_vehicle_belongs_to_the_trip(road: Library) -> None:
    trip, case = left(road, "mobile_library")
    lent = road.do("lend", minute=20, member_no="A1", copy_nos=["C1"], trip_id=trip, actor="petugas")
    assert lent["case_id"] == case
    assert place(road, "C1") == "shelf", "lent is where the member is; no place of the road"
    road.do("take_back", minute=25, copy_no="C1", trip_id=trip, actor="petugas")
    assert place(road, "C1") == "trip"
    assert not road.db.rows("SELECT * FROM cases WHERE sop_code IN ('loan', 'return')")
    assert road.refusal("lend", minute=26, member_no="A1", copy_nos=["C4"], actor="petugas") == "desk_lends"
    road.do("register_outreach_visitors", minute=27, trip_id=trip, site_no="S1", heads=14, sex="P", age_class="6–12")
    road.do("count_outreach_use", minute=28, trip_id=trip, site_no="S1", books_read=30, toys_used=4)
    report = road.do("issue_document", minute=30, document_kind="daily_report", case_id=case, body="14 orang")
    road.do(
        "sign_document", minute=31, actor="petugas", document_id=report["document_id"], party="sender", pin="314159"
    )
    signed = road.do(
        "sign_document", minute=32, actor="petugas", document_id=report["document_id"], party="recipient", name="Lurah",
        drawn_sha256=SHA,
    )  # fmt: skip
    assert signed["unsigned"] == []
    assert units(road, case) == [10]


def test_nobody_signs_for_somebody_else(road: Library) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=4, trip_id=trip, site_no="S1", copy_nos=["C1"])
    paper = road.do("issue_document", minute=5, document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    sign: dict[str, Any] = {"minute": 6, "document_id": paper}
    assert road.refusal("sign_document", **sign, actor="petugas", party="sender", pin="000001") == "pin_is_right"
    assert road.refusal("sign_document", **sign, actor="petugas", party="sender", pin="271828") == "pin_is_right"
    assert (
        road.refusal("sign_document", **sign, actor="motor", party="sender", pin="314159") == "signs_with_the_own_role"
    )
    assert (
        road.refusal("sign_document", **sign, actor="petugas", party="acknowledger", pin="314159")
        == "signs_with_the_own_role"
    )
    assert (
        road.refusal("sign_document", **sign, actor="kabid", party="sender", pin="271828") == "signs_with_the_own_role"
    )
    assert (
        road.refusal("sign_document", **sign, actor="petugas", party="recipient", name="X")
        == "outside_signature_is_seen"
    )
    road.do("sign_document", **sign, actor="petugas", party="sender", pin="314159")
    road.do("sign_document", **sign, actor="kabid", party="acknowledger", pin="271828")
    assert road.refusal("sign_document", **sign, actor="petugas", party="sender", pin="314159") == "party_signs_once"
    assert road.refusal("set_pin", minute=7, actor="system", pin="918273") == "pin_is_ones_own"
    assert road.refusal("set_pin", minute=7, actor="petugas", pin="111111") == "pin_is_hard_to_guess"
    payloads = "".join(row["payload"] for row in road.db.rows("SELECT payload FROM journal"))
    assert "314159" not in payloads


def test_wrong_pins_lock(road: Library) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=4, trip_id=trip, site_no="S1", copy_nos=["C1"])
    paper = road.do("issue_document", minute=5, document_kind="handover_ba", case_id=case, site_no="S1")["document_id"]
    sign: dict[str, Any] = {"minute": 6, "document_id": paper, "actor": "petugas", "party": "sender"}
    rules = [road.refusal("sign_document", **sign, pin=f"10000{n}") for n in range(5)]
    assert rules == ["pin_is_right"] * 5
    assert road.refusal("sign_document", **sign, pin="314159") == "pin_is_not_locked"


def test_a_void_paper_keeps_its_number(road: Library) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=4, trip_id=trip, site_no="S1", copy_nos=["C1"])
    first = road.do("issue_document", minute=5, document_kind="handover_ba", case_id=case, site_no="S1")
    again: dict[str, Any] = {"document_kind": "handover_ba", "case_id": case, "site_no": "S1"}
    assert road.refusal("issue_document", minute=6, **again) == "paper_is_written_once"
    assert road.refusal(
        "issue_document", minute=6, **{**again, "site_no": "S2"}, successor_of=first["document_id"]
    ) == ("successor_follows_a_void")
    road.do("void_document", minute=7, document_id=first["document_id"], reason="salah daftar buku")
    assert road.refusal("void_document", minute=8, document_id=first["document_id"], reason="lagi") == "paper_stands"
    second = road.do("issue_document", minute=9, **again, successor_of=first["document_id"], copy_nos=["C1", "C2"])
    assert second["document_no"].startswith("041/002/")
    assert second["copies"] == 2, "the paper may list what the scan did not: then it is inconsistent, and found"


def test_a_void_approval_is_given_anew_and_nothing_is_decided_twice(road: Library) -> None:
    asked: dict[str, Any] = {"site_no": "S1", "letter_no": "421/7", "letter_on": "2026-09-29", "letter_sha256": SHA}
    case = road.do("request_service", minute=-300, **asked)["case_id"]
    approve: dict[str, Any] = {"actor": "kabid", "case_id": case, "pin": "271828"}
    first = road.do("approve_request", minute=-200, **approve)
    assert road.refusal("approve_request", minute=-190, **approve) == "request_is_decided_once"
    wrong = {"document_id": first["document_id"], "reason": "salah nama"}
    assert road.refusal("void_document", minute=-180, actor="petugas", **wrong) == "approval_is_given"
    road.do("void_document", minute=-180, actor="kabid", **wrong)
    assert road.refusal("approve_request", minute=-170, **{**approve, "pin": "314159"}) == "pin_is_right"
    second = road.do("approve_request", minute=-170, **approve)
    [paper] = road.db.rows("SELECT * FROM documents WHERE document_id = ?", second["document_id"])
    assert str(paper["successor_of"]) == first["document_id"]
    assert len(road.db.rows("SELECT 1 FROM document_signatures WHERE document_id = ?", second["document_id"])) == 1
    for table in ("request_decisions", "case_conditions"):
        rows = road.db.rows(f"SELECT 1 FROM {table} WHERE case_id = ?", case)
        assert len(rows) == 1, table
    assert len(road.db.rows("SELECT 1 FROM step_events WHERE case_id = ? AND unit_position = 2", case)) == 1
    assert road.refusal("approve_request", minute=-160, **approve) == "request_is_decided_once"


def test_anter_koper_from_the_letter_to_the_report(road: Library) -> None:
    case = road.do(
        "request_service", minute=-DAY * 5, site_no="S1", letter_no="421/7", letter_on="2026-09-29", letter_sha256=SHA
    )["case_id"]
    assert road.refusal("request_service", minute=-DAY * 4, site_no="S1", letter_no="1", letter_on="2026-09-29") == (
        "one_request_at_a_time"
    )
    schedule: dict[str, Any] = {
        "service": "anter_koper", "planned_on": TODAY, "vehicle_no": "MPK-1", "crew": ["petugas"], "site_nos": ["S1"],
    }  # fmt: skip
    assert road.refusal("schedule_trip", minute=-100, **schedule) == "site_has_an_approved_request"
    assert (
        road.refusal("survey_site", minute=-100, case_id=case, is_suitable=True, findings="luas")
        == "request_is_approved"
    )
    assert road.refusal("approve_request", minute=-99, case_id=case, actor="petugas", pin="314159") == "role_may_act"
    assert road.refusal("approve_request", minute=-99, case_id=case, actor="kabid", pin="314159") == "pin_is_right"
    road.do("approve_request", minute=-98, case_id=case, actor="kabid", pin="271828")
    assert road.refusal("decline_request", minute=-98, case_id=case, reason="penuh") == "request_is_decided_once"
    assert road.refusal("schedule_trip", minute=-98, **schedule) == "site_is_surveyed"
    road.do("survey_site", minute=-97, case_id=case, is_suitable=True, findings="halaman luas", people_served=300)
    trip = road.do("schedule_trip", minute=-96, **schedule)["trip_id"]
    road.do("load_copies", minute=1, trip_id=trip, copy_nos=["C1"])
    road.do("start_trip", minute=2, trip_id=trip)
    road.do("record_step", minute=40, case_id=case, step_position=7)
    road.do("hand_over", minute=60, trip_id=trip, site_no="S1", copy_nos=["C1"])
    road.do("issue_document", minute=61, document_kind="loan_evidence", case_id=case, site_no="S1")
    road.do("finish_trip", minute=90, trip_id=trip)
    road.do("issue_document", minute=100, document_kind="activity_report", case_id=case, body="selesai")
    assert units(road, case) == [1, 2, 3, 4, 7, 8, 9]
    kinds = road.db.rows("SELECT document_kind FROM documents WHERE case_id = ? ORDER BY 1", case)
    assert [row["document_kind"] for row in kinds] == [
        "activity_report", "approval", "loan_evidence", "request_letter", "survey",
    ]  # fmt: skip
    served = road.db.row("SELECT people_served FROM sites WHERE site_no = 'S1' ORDER BY txid DESC LIMIT 1")
    assert served == {"people_served": 300}
    second = road.do("request_service", minute=200, site_no="S1", letter_no="421/9", letter_on="2026-10-05")["case_id"]
    road.do("approve_request", minute=201, case_id=second, actor="kabid", pin="271828")
    road.do("survey_site", minute=202, case_id=second, is_suitable=True, findings="sama seperti dulu")
    later = {**schedule, "planned_on": TODAY + timedelta(days=7)}
    assert road.refusal("schedule_trip", minute=203, **later) == "site_once_a_month"
    road.do("schedule_trip", minute=204, **later, overrule="permintaan gubernur")


def test_what_a_trip_asks_for(road: Library) -> None:
    road.do("add_vehicle", minute=-70, vehicle_no="MP-1", kind="motorcycle")
    base: dict[str, Any] = {
        "service": "school_drop", "planned_on": TODAY, "vehicle_no": "MPK-1", "crew": ["petugas"], "site_nos": ["S1"],
    }  # fmt: skip
    wrong = [
        ({"planned_on": TODAY - timedelta(days=3)}, "trip_lies_ahead"),
        ({"vehicle_no": "X"}, "vehicle_is_known"),
        ({"vehicle_no": "MP-1"}, "vehicle_suits_the_service"),
        ({"crew": ["nobody1"]}, "officer_is_known"),
        ({"crew": ["kabid"]}, "crew_has_a_licence"),
        ({"planned_on": "2027-06-01"}, "crew_has_a_licence"),
        ({"site_nos": ["S9"]}, "site_is_known"),
        ({"service": "worship_drop"}, "site_belongs_to_the_service"),
        ({"actor": "motor"}, "officer_of_the_service"),
    ]  # fmt: skip
    for change, rule in wrong:
        assert road.refusal("schedule_trip", minute=-60, **{**base, **change}) == rule, change
    trip = planned(road)
    assert road.refusal("schedule_trip", minute=-50, **base) == "vehicle_is_free"
    assert road.refusal("start_trip", minute=0, trip_id=trip) == "trip_is_opened"
    case = road.do("open_trip", trip_id=trip)["case_id"]
    assert road.refusal("hand_over", minute=1, trip_id=trip, site_no="S1", copy_nos=["C1"]) == "trip_has_left"
    road.do("start_trip", minute=2, trip_id=trip, odometer_km=100)
    assert (
        road.refusal("cancel_trip", minute=3, trip_id=trip, reason_code="weather", reason="hujan")
        == "trip_has_not_left"
    )
    assert road.refusal("finish_trip", minute=4, trip_id=trip, odometer_km=90) == "kilometres_grow"
    assert road.refusal("issue_document", minute=4, document_kind="handover_ba", case_id=case, site_no="S1") == (
        "paper_lists_copies"
    )
    road.do("finish_trip", minute=5, trip_id=trip, odometer_km=140)
    road.do("close_case", minute=6, case_id=case, outcome="abandoned")
    assert road.refusal("finish_trip", minute=7, trip_id=trip) == "trip_is_planned"
    tomorrow = road.do("schedule_trip", minute=8, **{**base, "planned_on": TODAY + timedelta(days=1)})["trip_id"]
    road.do("cancel_trip", minute=9, trip_id=tomorrow, reason_code="weather", reason="gelombang tinggi")
    assert road.refusal("open_trip", minute=10, trip_id=tomorrow) == "trip_is_planned"


def test_a_households_name_stays_at_the_desk(road: Library) -> None:
    road.do("add_site", minute=-70, site_no="K1", kind="household", name="Keluarga Seran", people_served=5)
    assert road.db.row("SELECT public_name FROM sites WHERE site_no = 'K1'") == {"public_name": None}
    with pytest.raises(Refused):
        road.do("add_site", minute=-70, site_no="K1", kind="household", name="Lain")
