"""Papers of the road, from commands at the desk to rpt_documents: complete, missing, unsigned, inconsistent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.conftest import furnished, Library, MONDAY, POINT
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings

TODAY = MONDAY.date()
SHA = "0" * 64
DAY = 60 * 24
PIN = "314159"


class Road:
    """The library of the tests with two schools, a vehicle and an officer, its clock, and its served figures."""

    def __init__(self, library: Library, clock: list[datetime]) -> None:
        self.library, self._clock = library, clock
        self._publisher, self._runs = Publisher(library.db), 0

    def do(self, command: str, *, minute: float = 0, **fields: Any) -> dict[str, Any]:
        self._clock[0] = max(self._clock[0], MONDAY + timedelta(minutes=minute))
        return self.library.do(command, minute=minute, **fields)

    def until(self, minute: float) -> None:
        """The clock of the desk goes on: what is recorded next makes the figures as of then."""
        self.do("register_visit", minute=minute, visitor_type="guest", name="Tamu", purpose="Membaca")

    def refresh(self, *, full: bool = False) -> None:
        self._publisher.flush()
        self._runs += 1
        with open_warehouse(self.library.db.settings) as connection:
            refresh(connection, self.library.db.settings, f"run {self._runs}", full=full)

    def read(self, text: str) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.library.db.settings.serving_db), read_only=True) as serving:
            cursor = serving.execute(text)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def statuses(self) -> dict[str, str | None]:
        self.refresh()
        rows = self.read("SELECT document_kind, status FROM marts.rpt_documents WHERE sop_code <> 'card'")
        return {row["document_kind"]: row["status"] for row in rows}

    def sign(self, minute: float, paper: str, party: str, *, outside: bool = False) -> None:
        how = {"name": "Kepala Sekolah", "drawn_sha256": SHA} if outside else {"pin": PIN}
        self.do("sign_document", minute=minute, actor="petugas", document_id=paper, party=party, **how)

    def paper(self, minute: float, kind: str, case: str, **fields: Any) -> str:
        return str(self.do("issue_document", minute=minute, document_kind=kind, case_id=case, **fields)["document_id"])


@pytest.fixture
def road(tmp_path: Path) -> Iterator[Road]:
    settings, clock = Settings.load(home=tmp_path / "home"), [MONDAY]
    settings.make_home()
    with OperationsDatabase.open(settings, clock=lambda: clock[0]) as db:
        library = furnished(db)
        roles = {
            "petugas": ["mobile_library_officer", "school_drop_officer", "technical_officer"],
            "kabid": ["division_head"],
        }
        for login, names in roles.items():
            library.do("add_staff", minute=-90, login=login, name=login.title(), roles=names, home_service_point=POINT)
            library.do("set_pin", minute=-79, actor=login, pin=PIN)
        library.do("add_licence", minute=-80, login="petugas", licence="SIM A", valid_until="2027-01-31")
        library.do("add_vehicle", minute=-78, vehicle_no="MPK-1", kind="mpk")
        for number in ("S1", "S2"):
            library.do(
                "add_site", minute=-77, site_no=number, kind="school", level="SD", name=f"SDN {number}", people_served=120,
                services=["mobile_library", "school_drop", "anter_koper"], region_code="53.01.01",
            )  # fmt: skip
        yield Road(library, clock)


def left(road: Road, service: str = "school_drop", sites: tuple[str, ...] = ("S1", "S2")) -> tuple[str, str]:
    trip = road.do(
        "schedule_trip",
        minute=-60,
        service=service,
        planned_on=TODAY,
        vehicle_no="MPK-1",
        crew=["petugas"],
        site_nos=sites,
    )["trip_id"]
    case = road.do("open_trip", trip_id=trip)["case_id"]
    road.do("load_copies", minute=1, trip_id=trip, copy_nos=["C1", "C2", "C4"])
    road.do("start_trip", minute=2, trip_id=trip, odometer_km=10)
    return trip, case


def test_a_drop_with_all_its_papers_has_no_finding_and_taking_away_any_signature_makes_one(road: Road) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1", "C2"])
    first = road.paper(42, "handover_ba", case, site_no="S1")
    road.do("roll_over", minute=60, trip_id=trip, from_site_no="S1", to_site_no="S2", copy_nos=["C2"])
    road.do("take_back_from_site", minute=70, trip_id=trip, site_no="S1", copy_nos=["C1"])
    returned = road.paper(71, "return_ba", case, site_no="S1")
    second = road.paper(72, "handover_ba", case, site_no="S2")
    road.do("finish_trip", minute=120, trip_id=trip, odometer_km=20)
    stock = road.paper(130, "stock_ba", case)
    road.do("unload_copies", minute=140, trip_id=trip)
    report = road.paper(150, "travel_report", case, body="Lancar.")
    for paper, officer, outside in [
        (first, "sender", "recipient"), (second, "sender", "recipient"), (returned, "recipient", "sender"),
        (stock, "sender", None), (report, "sender", None),
    ]:  # fmt: skip
        road.sign(160, paper, officer)
        if outside:
            road.sign(160, paper, outside, outside=True)
    road.until(DAY * 5)
    assert road.statuses() == {
        "handover_ba": "complete", "return_ba": "complete", "stock_ba": "complete", "travel_report": "complete"
    }  # fmt: skip
    needed = road.read("SELECT papers_needed FROM marts.rpt_documents WHERE document_kind = 'handover_ba'")
    assert needed == [{"papers_needed": 2}]
    [case_row] = road.read(
        "SELECT missing_documents, unsigned_documents FROM marts.rpt_sop_cases WHERE sop_code = 'school_drop'"
    )
    assert case_row == {"missing_documents": 0, "unsigned_documents": 0}
    with open_warehouse(road.library.db.settings) as connection:
        signatures = connection.execute("SELECT signature_id FROM raw.document_signatures").fetchall()
        assert len(signatures) == 8
        connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM raw.document_signatures")
        for (signature,) in signatures:
            connection.execute("DELETE FROM raw.document_signatures WHERE signature_id = ?", [signature])
            refresh(connection, road.library.db.settings, f"without {signature}", full=True)
            found = connection.execute("SELECT status FROM marts.rpt_documents WHERE status <> 'complete'").fetchall()
            assert found == [("unsigned",)]
            connection.execute(
                "INSERT INTO raw.document_signatures SELECT * FROM kept WHERE signature_id = ?", [signature]
            )


def test_nothing_is_missing_before_its_deadline(road: Road) -> None:
    trip, _case = left(road)
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1"])
    assert road.statuses() == {"handover_ba": None}, "the other papers are asked for when the trip has ended"
    road.do("finish_trip", minute=120, trip_id=trip, odometer_km=20)
    assert road.statuses() == {"handover_ba": None, "stock_ba": None, "travel_report": None}
    road.until(DAY * 2 - 9 * 60 - 1)  # Tuesday 23:59 in Kupang
    assert set(road.statuses().values()) == {None}
    road.until(DAY * 2 - 9 * 60 + 1)
    assert road.statuses() == {"handover_ba": "missing", "stock_ba": "missing", "travel_report": "missing"}
    ages = road.read(
        "SELECT DISTINCT age_days, since_on::VARCHAR AS since_on, responsible_role FROM marts.rpt_documents"
    )
    assert ages == [{"age_days": 0, "since_on": "2026-10-07", "responsible_role": "school_drop_officer"}]
    road.until(DAY * 9)
    road.refresh()
    assert road.read("SELECT DISTINCT age_days FROM marts.rpt_documents") == [{"age_days": 7}], "it grows by the day"


def test_a_list_that_differs_is_inconsistent_until_the_successor(road: Road) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1"])
    paper = road.paper(42, "handover_ba", case, site_no="S1", copy_nos=["C1", "C2"])
    road.sign(43, paper, "sender")
    road.sign(43, paper, "recipient", outside=True)
    assert road.statuses() == {"handover_ba": "inconsistent"}
    [found] = road.read("SELECT age_days, papers_inconsistent, papers_unsigned, site_id FROM marts.rpt_documents")
    assert (found["age_days"], found["papers_inconsistent"], found["papers_unsigned"]) == (0, 1, 0)
    assert found["site_id"] is not None
    road.do("void_document", minute=50, document_id=paper, reason="salah daftar")
    assert road.statuses() == {"handover_ba": None}, "void: nothing is on file"
    road.paper(55, "handover_ba", case, site_no="S1", successor_of=paper)
    assert road.statuses() == {"handover_ba": "unsigned"}


def test_a_later_copy_makes_the_signed_list_differ(road: Road) -> None:
    trip, case = left(road)
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1"])
    paper = road.paper(42, "handover_ba", case, site_no="S1")
    road.do("hand_over", minute=44, trip_id=trip, site_no="S1", copy_nos=["C2"])
    stock = road.paper(45, "stock_ba", case)
    road.do("unload_copies", minute=46, trip_id=trip, copy_nos=["C4"])
    for one in (paper, stock):
        road.sign(50, one, "sender")
    road.sign(50, paper, "recipient", outside=True)
    assert road.statuses() == {"handover_ba": "inconsistent", "stock_ba": "complete"}, "stock is that of its moment"


def test_a_site_without_its_berita_acara_is_found_beside_one_that_has_it(road: Road) -> None:
    trip, case = left(road)
    for site, copy in (("S1", "C1"), ("S2", "C2")):
        road.do("hand_over", minute=40, trip_id=trip, site_no=site, copy_nos=[copy])
    road.paper(42, "handover_ba", case, site_no="S1")
    road.until(DAY * 3)
    assert road.statuses()["handover_ba"] == "missing"
    [row] = road.read(
        "SELECT papers_needed, papers_missing, papers_unsigned, site_no FROM marts.rpt_documents"
        " JOIN marts.rpt_site_stock USING (site_id) WHERE document_kind = 'handover_ba'"
    )
    assert row == {"papers_needed": 2, "papers_missing": 1, "papers_unsigned": 1, "site_no": "S2"}


def test_when_every_copy_was_lost_there_is_nothing_to_list(road: Road) -> None:
    trip, _case = left(road)
    road.do("hand_over", minute=40, trip_id=trip, site_no="S1", copy_nos=["C1"])
    road.do("take_back_from_site", minute=50, trip_id=trip, site_no="S1", lost=["C1"])
    assert road.statuses() == {"handover_ba": None}


def test_a_mobile_librarys_report_needs_both_signatures(road: Road) -> None:
    trip, case = left(road, "mobile_library", ("S1",))
    report = road.paper(30, "daily_report", case, body="14 orang")
    road.sign(31, report, "sender")
    assert road.statuses() == {"daily_report": "unsigned"}
    road.sign(32, report, "recipient", outside=True)
    assert road.statuses() == {"daily_report": "complete"}
    assert trip


def test_a_declined_request_owes_its_letter_only(road: Road) -> None:
    case = road.do("request_service", site_no="S1", letter_no="1", letter_on="2026-09-29")["case_id"]
    road.do("decline_request", minute=5, case_id=case, reason="jadwal penuh")
    assert road.statuses() == {"request_letter": None}
    road.until(DAY * 4)
    assert road.statuses() == {"request_letter": "missing"}
    road.paper(DAY * 4, "request_letter", case, scan_sha256=SHA)
    assert road.statuses() == {"request_letter": "complete"}


def test_an_accepted_exception_keeps_the_finding_and_frees_the_case(road: Road) -> None:
    trip, case = left(road)
    road.do("finish_trip", minute=60, trip_id=trip, odometer_km=20)
    road.do("accept_exception", minute=61, case_id=case, deviation="document", reason="kapal karam", actor="kasie")
    road.until(DAY * 4)
    assert road.statuses() == {"handover_ba": "missing", "stock_ba": "missing", "travel_report": "missing"}
    assert road.read("SELECT DISTINCT is_accepted FROM marts.rpt_documents") == [{"is_accepted": True}]
    assert road.read("SELECT missing_documents FROM marts.rpt_sop_cases") == [{"missing_documents": 0}]
