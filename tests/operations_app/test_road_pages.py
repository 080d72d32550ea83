"""The pages of sites, vehicles and trips, and the run sheet's page, run as Streamlit runs them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from operations_app import shell
from operations_app.first_page import first_address
from operations_app.navigation import PAGES
from tests.operations_app.library import Library
from tests.operations_app.road import go_out, planned
from tests.operations_app.test_pages import again, page, said, SignIn

pytestmark = pytest.mark.filterwarnings("ignore:.*bare mode.*")
TODAY = date(2026, 10, 5)
HOSTILE = ["9" * 10_000, "a\nb", "🚐", "'; DROP TABLE sites"]


@pytest.fixture
def road(library: Library) -> Library:
    go_out(library)
    return library


def field(script: AppTest, label: str, kind: str = "text_input") -> Any:
    every: list[Any] = list(script.get(kind))
    found = [one for one in every if one.label == label]
    assert found, f"{label!r} is not among {[one.label for one in every]}"
    return found[0]


def press(script: AppTest, label: str) -> AppTest:
    found = [one for one in script.button if one.label == label]
    assert found, f"{label!r} is not among {[one.label for one in script.button]}"
    found[0].click()
    return again(script)


def errors(script: AppTest) -> str:
    return "\n".join(one.value for one in script.error)


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("mpk", {"lembar-jalan", "perjalanan", "lokasi-layanan"}),
        ("kasie", {"lembar-jalan", "perjalanan", "lokasi-layanan", "kendaraan"}),
        ("perencana", {"perjalanan", "lokasi-layanan"}),
        ("kabid", {"perjalanan"}),
        ("admin", {"kendaraan"}),
        ("sirkulasi", set()),
    ],
)
def test_who_sees_which_pages_of_the_road(sign_in: SignIn, road: Library, login: str, pages: set[str]) -> None:
    sign_in(login)
    who = shell.visitor()
    of_the_road = {"lembar-jalan", "perjalanan", "lokasi-layanan", "kendaraan"}
    assert {spec.url_path for spec in PAGES if spec.is_for(who)} & of_the_road == pages
    assert "sirkulasi" not in {spec.url_path for spec in PAGES if spec.is_for(who)} or login == "sirkulasi"


def test_an_officer_of_the_road_begins_at_the_run_sheet() -> None:
    assert first_address(frozenset({"worship_drop_officer"})) == "/lembar-jalan"


# sites ----------------------------------------------------------------------------------------------------------------
def test_a_site_is_added_corrected_and_closed(sign_in: SignIn, library: Library) -> None:
    sign_in("kasie")
    script = page("lokasi-layanan")
    assert "Belum ada lokasi terdaftar" in said(script)
    field(script, "Nomor lokasi").input("SD-1")
    field(script, "Nama").input("SDN Oesapa")
    script.button_group[0].set_value(["school_drop"])
    press(script, "Tambah lokasi")
    assert "SDN Oesapa" in said(script)
    press(script, "Buka")
    field(script, "Alamat").input("Jl. Timor Raya")
    press(script, "Simpan perbaikan")
    words = said(script)
    assert "Alamat: – → Jl. Timor Raya" in words
    press(script, "Simpan perbaikan")
    assert "Tidak ada yang berubah" in errors(script)
    press(script, "Tutup lokasi")
    assert "Ditutup tanggal" in "\n".join(one.value for one in script.info)
    assert library.db.rows("SELECT count(*) AS n FROM sites")[0]["n"] == 3


def test_what_is_no_longer_known_of_a_site_is_emptied(sign_in: SignIn, library: Library) -> None:
    library.do(
        "add_site", site_no="SD-1", kind="school", level="SD", name="SDN Oesapa", people_served=90, services=["school_drop"],
        latitude=-10.15, longitude=123.65, region_code="53.71.02", address="Jl. Timor Raya", contact_phone="0380-1",
    )  # fmt: skip
    sign_in("kasie")
    script = page("lokasi-layanan")
    press(script, "Buka")
    field(script, "Alamat").input("")
    field(script, "Kode wilayah").input("")
    next(one for one in script.selectbox if one.label == "Jenjang").set_value(None)
    for label in ("Lintang", "Bujur"):
        next(one for one in script.number_input if one.label == label).set_value(None)
    press(script, "Simpan perbaikan")
    words = said(script)
    assert "Alamat: Jl. Timor Raya → –" in words
    [now] = library.db.rows("SELECT * FROM sites ORDER BY txid DESC LIMIT 1")
    assert [now[name] for name in ("level", "region_code", "latitude", "longitude")] == [None] * 4
    assert (now["people_served"], now["services"], now["public_name"]) == (90, ["school_drop"], "SDN Oesapa")
    [private] = library.db.rows("SELECT * FROM site_identities ORDER BY txid DESC LIMIT 1")
    assert (private["address"], private["contact_phone"], private["name"]) == (None, "0380-1", "SDN Oesapa")
    field(script, "Nama").input(" ")
    press(script, "Simpan perbaikan")
    assert "Tulis nama lokasi" in errors(script)


@pytest.mark.parametrize("wrong", ["", *HOSTILE])
def test_a_site_number_that_is_none_changes_nothing(sign_in: SignIn, library: Library, wrong: str) -> None:
    sign_in("kasie")
    script = page("lokasi-layanan")
    before = library.db.last_txid
    field(script, "Nomor lokasi").input(wrong)
    field(script, "Nama").input("SDN X")
    press(script, "Tambah lokasi")
    assert errors(script)
    assert library.db.last_txid == before


def test_a_site_with_copies_shows_them_and_is_not_closed(sign_in: SignIn, road: Library) -> None:
    trip_id = planned(road, "school_drop")
    road.do("open_trip", trip_id=trip_id)
    road.do("load_copies", trip_id=trip_id, copy_nos=["C1a"])
    road.do("start_trip", trip_id=trip_id)
    road.do("hand_over", trip_id=trip_id, site_no="MOB-1-S1", copy_nos=["C1a"])
    sign_in("ltps")
    script = page("lokasi-layanan")
    field(script, "Cari").input("MOB-1-S1")
    again(script)
    assert "1 lokasi, 1 eksemplar di sana" in said(script)
    press(script, "Buka")
    assert "Sejarah Timor" in said(script)
    press(script, "Tutup lokasi")
    assert "MOB-1-S1" in errors(script)


# vehicles -------------------------------------------------------------------------------------------------------------
def test_a_vehicle_and_a_licence(sign_in: SignIn, road: Library) -> None:
    sign_in("kasie")
    script = page("kendaraan")
    assert "SIM A s.d." in said(script)
    field(script, "Nomor kendaraan").input("MOB-9")
    press(script, "Simpan kendaraan")
    assert "MOB-9" in said(script)
    press(script, "Catat SIM")
    assert "Pilih petugasnya." in errors(script)
    field(script, "Petugas", "selectbox").set_value("motor")
    press(script, "Catat SIM")
    assert "SIM A milik Motor tercatat." in said(script)
    press(script, "Simpan kendaraan")
    assert errors(script), "a vehicle without a number"


# trips ----------------------------------------------------------------------------------------------------------------
def plan(script: AppTest, *, vehicle: str | None = None, crew: list[str], stops: list[str]) -> None:
    if vehicle:
        field(script, "Kendaraan", "selectbox").set_value(vehicle)
        again(script)
    field(script, "Petugas", "multiselect").set_value(crew)
    field(script, "Lokasi, menurut urutan kunjungan", "multiselect").set_value(stops)
    again(script)
    press(script, "Rencanakan perjalanan")


def test_a_trip_is_planned_and_called_off(sign_in: SignIn, road: Library) -> None:
    sign_in("motor")
    script = page("perjalanan")
    press(script, "Rencanakan perjalanan")
    assert len(script.error) == 2, "crew and stops are asked for"
    plan(script, crew=["motor"], stops=["MP-1-S2", "MP-1-S1"])
    assert not errors(script)
    words = said(script)
    assert "Lokasi MP-1 2, Lokasi MP-1 1" in words, "in the order chosen"
    press(script, "Batalkan perjalanan")
    assert errors(script), "a reason is asked for"
    field(script, "Keterangan").input("ombak tinggi")
    press(script, "Batalkan perjalanan")
    assert "dibatalkan" in said(script)
    assert road.db.rows("SELECT reason_code FROM trip_cancellations") == [{"reason_code": "weather"}]


def test_a_refusal_stands_at_its_field(sign_in: SignIn, road: Library) -> None:
    planned(road, "smart_motorcycle")
    sign_in("motor")
    script = page("perjalanan")
    plan(script, crew=["motor"], stops=["MP-1-S1"])
    assert "MP-1" in errors(script)
    assert len(script.error) == 1
    assert len(road.db.rows("SELECT 1 FROM trips")) == 1
    field(script, "Tanggal", "date_input").set_value(TODAY - timedelta(days=2))
    again(script)
    press(script, "Rencanakan perjalanan")
    assert script.error, "a day that has passed asks for a reason"
    field(script, "Mengapa tidak direncanakan pada waktunya").input("dicatat dari buku")
    press(script, "Rencanakan perjalanan")
    assert not errors(script)
    assert len(road.db.rows("SELECT 1 FROM trips")) == 2


# the run sheet --------------------------------------------------------------------------------------------------------
def test_the_sheet_of_nobodys_trip(sign_in: SignIn, road: Library) -> None:
    planned(road, "school_drop")
    sign_in("motor")
    script = page("lembar-jalan")
    assert "Tidak ada perjalanan hari ini" in said(script)
    another = road.db.rows("SELECT trip_id::VARCHAR AS trip_id FROM trips")[0]["trip_id"]
    for asked in (
        "x",
        "00000000-0000-0000-0000-000000000000",
        another,
    ):
        script.query_params["perjalanan"] = asked
        again(script)
        assert "Tidak ada perjalanan hari ini" in said(script)


def test_a_reload_finds_the_same_sheet(sign_in: SignIn, road: Library, running: Any) -> None:
    trip_id = planned(road, "school_drop")
    sign_in("ltps")
    desks = set()
    for _load in range(2):
        script = page("lembar-jalan")
        script.query_params["perjalanan"] = trip_id
        again(script)
        desks |= set(running.desks._desks)
    assert len([one for one in desks if "-" not in one]) == 1
