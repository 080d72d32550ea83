"""A laptop that was alone on an island: its batches are carried into the landing zone of the agency, once or twice.

Both nodes work at their own desk with real commands; receipts and papers keep a series of their own on each.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.scopes import whole
from expectations.suites import MARTS, RAW
from expectations.validate import validate
from tests.warehouse.conftest import furnished, MONDAY, POINT
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import Refresh
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import Publisher
from warehouse.settings import Settings

CHECKED = ("copy_moves", "documents", "document_signatures", "payments", "trips", "sites")


def a_days_work(settings: Settings, site_no: str, days: int) -> None:
    """A form sold, and a drop at one site with its papers; the laptop's island is visited on `days` days."""
    settings.make_home()
    with OperationsDatabase.open(settings) as db:
        library = furnished(db)
        library.do(
            "add_staff",
            minute=-90,
            login="petugas",
            name="Petugas",
            roles=["school_drop_officer"],
            home_service_point=POINT,
        )
        library.do("add_licence", minute=-80, login="petugas", licence="SIM A", valid_until="2027-01-31")
        library.do("set_pin", minute=-79, actor="petugas", pin="314159")
        library.do("add_vehicle", minute=-78, vehicle_no="V1", kind="car")
        library.do(
            "add_site", minute=-77, site_no=site_no, kind="school", level="SD", name=f"SDN {site_no}", people_served=50,
            services=["school_drop"], region_code="53.01.01",
        )  # fmt: skip
        for number, copy in enumerate(["C1", "C2", "C4"][:days]):
            start = number * 24 * 60
            library.do("sell_form", minute=start, name="Calon")
            trip = library.do(
                "schedule_trip", minute=start, service="school_drop", vehicle_no="V1", crew=["petugas"], site_nos=[site_no],
                planned_on=MONDAY.date() + timedelta(days=number),
            )["trip_id"]  # fmt: skip
            case = library.do("open_trip", minute=start, trip_id=trip)["case_id"]
            library.do("load_copies", minute=start + 1, trip_id=trip, copy_nos=[copy])
            library.do("start_trip", minute=start + 2, trip_id=trip)
            library.do("hand_over", minute=start + 30, trip_id=trip, site_no=site_no, copy_nos=[copy])
            library.do("issue_document", minute=start + 31, document_kind="handover_ba", case_id=case, site_no=site_no)
            library.do("finish_trip", minute=start + 60, trip_id=trip)
        Publisher(db).flush()


@pytest.fixture
def nodes(tmp_path: Path) -> tuple[Settings, Settings]:
    office = Settings.load(home=tmp_path / "office", node="pusat")
    laptop = Settings.load(home=tmp_path / "laptop", node="laptop-rote")
    a_days_work(office, "S1", days=1)
    a_days_work(laptop, "P1", days=2)
    return office, laptop


def carried(laptop: Settings, office: Settings) -> None:
    shutil.copytree(laptop.landing, office.landing, dirs_exist_ok=True)


def refreshed(settings: Settings, name: str, *, full: bool = False) -> Refresh:
    with open_warehouse(settings) as connection:
        run = Refresh(connection, settings, name, full=full)
        run.ingest()
        run.swap()
        verdicts = validate(connection, [*(RAW[table] for table in CHECKED), *MARTS.values()], whole)
        assert [(v.table, [f.expectation.name for f in v.critical]) for v in verdicts if not v.passed] == []
    return run


def rows(settings: Settings, text: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.serving_db), read_only=True) as serving:
        return serving.execute(text).fetchall()


def test_a_laptops_batches_merge_and_keep_their_own_series(nodes: tuple[Settings, Settings]) -> None:
    office, laptop = nodes
    refreshed(office, "office alone")
    carried(laptop, office)
    refreshed(office, "with the laptop")
    stock = "SELECT site_no, copies_outstanding, last_served_on::VARCHAR FROM marts.rpt_site_stock ORDER BY 1"
    assert rows(office, stock) == [("P1", 2, "2026-10-06"), ("S1", 1, "2026-10-05")]
    coverage = (
        "SELECT sites_registered, sites_served, people_served, trips_done, copies_out FROM marts.rpt_outreach_coverage"
    )
    assert rows(office, coverage + " WHERE grain = 'month'") == [(2, 2, 100, 3, 3)]
    receipts = "SELECT node, receipt_no FROM marts.rpt_receipts ORDER BY ALL"
    assert rows(office, receipts) == [("laptop-rote", 1), ("laptop-rote", 2), ("pusat", 1)]
    with open_warehouse(office) as connection:
        papers = connection.execute("SELECT node, serial FROM raw.documents ORDER BY ALL").fetchall()
        assert papers == [("laptop-rote", 1), ("laptop-rote", 2), ("pusat", 1)]
        [gaps] = validate(connection, [RAW["documents"]], whole)
        assert gaps.findings == []
    grown = rows(office, "SELECT * FROM marts.rpt_documents ORDER BY ALL")
    refreshed(office, "full", full=True)
    assert rows(office, "SELECT * FROM marts.rpt_documents ORDER BY ALL") == grown


def test_the_same_batches_coming_twice_change_nothing(nodes: tuple[Settings, Settings]) -> None:
    office, laptop = nodes
    carried(laptop, office)
    refreshed(office, "first")
    before = office.serving_db.read_bytes()
    carried(laptop, office)
    again = refreshed(office, "again")
    assert again.ingested is not None
    assert again.ingested.batches == 0
    assert again.swapped is not None
    assert not again.swapped.swapped
    assert office.serving_db.read_bytes() == before


def test_the_laptop_may_come_first(nodes: tuple[Settings, Settings]) -> None:
    office, laptop = nodes
    refreshed(laptop, "the laptop's own figures")
    shutil.copytree(office.landing, laptop.landing, dirs_exist_ok=True)
    refreshed(laptop, "both")
    carried(laptop, office)
    refreshed(office, "both, the other way round")
    for mart in ("rpt_outreach_coverage", "rpt_site_stock", "rpt_receipts", "rpt_documents"):
        text = f"SELECT * FROM marts.{mart} ORDER BY ALL"
        assert rows(laptop, text) == rows(office, text), mart
