"""One case of ANTER KOPER in a real browser at 1366×768: from the public letter to the activity report, nothing owed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from PIL import Image
from playwright.sync_api import expect, Page

from tests.operations_app.anter_koper import furnish_road, HEAD_PIN, PIN
from tests.operations_app.library import Clock, Library
from tests.operations_app.served import free_port, furnish, operations_app, scan, Served, sign_in
from warehouse.clock import utc_now
from warehouse.lake.attach import open_warehouse
from warehouse.lake.refresh import refresh
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.remote import publish_now
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400), pytest.mark.xdist_group("operations_browser")]

expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("anter_koper") / "home", operations_port=free_port())
    furnish(settings)
    clock = Clock(utc_now())
    with OperationsDatabase.open(settings, clock=clock) as db:
        furnish_road(Library(db, clock, prefix="road"))
    accounts = json.loads(settings.demo_marker.read_text("utf-8"))
    accounts += [{"login": "teknis", "role": "technical_officer", "agency": "NTT"},
                 {"login": "kabid", "role": "division_head", "agency": "NTT"}]  # fmt: skip
    settings.demo_marker.write_text(json.dumps(accounts), "utf-8")
    with operations_app(settings) as one:
        yield one


def picture(path: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (800, 600), "white").save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


def as_account(page: Page, served: Served, login: str, case_id: str = "") -> None:
    page.context.clear_cookies()
    sign_in(page, served, login)
    page.goto(f"{served.url}/anter-koper" + (f"?permohonan={case_id}" if case_id else ""))
    page.locator("h1").first.wait_for()


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def scan_box_is_ready(page: Page) -> None:
    """The one of the step before is gone."""
    expect(page.locator(".patuh-scan input")).to_have_count(1)
    page.locator(".patuh-scan input").click()


def shot(page: Page, name: str, folder: Path) -> None:
    page.screenshot(path=str(folder / f"{name}.png"))


def test_from_the_public_letter_to_the_activity_report(page: Page, served: Served, tmp_path: Path) -> None:
    letter = picture(tmp_path / "surat.jpg")
    page.goto(served.url + "/permohonan")
    page.get_by_label("Nama", exact=True).fill("oesapa")
    page.get_by_role("button", name="Cari").click()
    page.get_by_label("Nomor surat").fill("421.3/17/2026")
    page.get_by_label("Tanggal surat").fill("2026-11-02")
    page.get_by_label("Pindaian atau foto surat").set_input_files(letter)
    page.get_by_label("Nama", exact=True).last.fill("Bu Ani")
    page.get_by_label("Telepon").fill("0812 3456 789")
    shot(page, "permohonan", tmp_path)
    page.get_by_role("button", name="Kirim permohonan").click()
    says(page, "Permohonan sudah diterima")

    as_account(page, served, "kabid")
    says(page, "SDN Oesapa")
    shot(page, "papan", tmp_path)
    press(page, "Putuskan")
    says(page, "Bu Ani, 0812 3456 789")
    case_id = page.url.partition("permohonan=")[2]
    page.get_by_label("PIN Anda (menandatangani persetujuan)").fill("000000")
    press(page, "Setujui")
    says(page, "bukan PIN Anda")
    page.get_by_label("PIN Anda (menandatangani persetujuan)").fill(HEAD_PIN)
    press(page, "Setujui")
    says(page, "Disetujui")

    as_account(page, served, "teknis", case_id)
    page.get_by_label("Hasil survei dan kesepakatan").fill("Halaman luas, jalan baik")
    page.get_by_label("PIN Anda (menandatangani surat)").fill(PIN)
    shot(page, "survei", tmp_path)
    press(page, "Simpan hasil survei")
    says(page, "Hasil survei tercatat")

    press(page, "Semua permohonan")
    press(page, "Jadwalkan")
    page.get_by_text("Lokasi, menurut urutan kunjungan").wait_for()
    page.get_by_role("button", name="Jadwalkan").last.click()
    says(page, "Perjalanan sudah ada di jadwal")
    page.get_by_label("PIN Anda (menandatangani surat)").fill(PIN)
    press(page, "Terbitkan jadwal bulan ini")
    says(page, "Jadwal sudah terbit")
    shot(page, "jadwal", tmp_path)

    page.goto(f"{served.url}/anter-koper?permohonan={case_id}")
    press(page, "Mulai sekarang")
    says(page, "Waktu persiapan perlengkapan berjalan")
    press(page, "Perlengkapan siap")
    says(page, "Pindai buku yang dimuat")
    scan_box_is_ready(page)
    scan(page, "C1a")
    expect(page.locator(".patuh-scan .answer")).to_contain_text("di kendaraan")
    scan(page, "bukan-buku")
    expect(page.locator(".patuh-scan .answer")).to_contain_text("Tidak ada eksemplar")
    press(page, "Koleksi siap (1 buku)")
    says(page, "Koleksi siap.")
    page.get_by_label("Kilometer di odometer").fill("1200")
    press(page, "Berangkat sekarang")
    says(page, "Waktu perjalanan berjalan")
    press(page, "Tiba di lokasi")
    says(page, "Waktu penghitungan berjalan")
    scan_box_is_ready(page)
    scan(page, "C1a")
    expect(page.locator(".patuh-scan .answer")).to_contain_text("ditinggal")
    shot(page, "hitung", tmp_path)
    page.get_by_label("PIN Anda (menandatangani surat)").fill(PIN)
    press(page, "Serahkan 1 buku")
    says(page, "Bukti peminjaman dibuat")

    page.locator('[class*="st-key-paper-"] input[type="text"]').first.wait_for()
    page.get_by_text("Foto atau pindaian", exact=True).click()
    page.locator('[class*="st-key-outside-"] input[type="file"]').set_input_files(letter)
    page.get_by_role("button", name="Simpan pindaian").click()
    says(page, "Sudah ditandatangani.")
    expect(page.get_by_text("belum ditandatangani")).to_have_count(0)
    page.locator('[class*="st-key-anter_koper_next"] input[type="file"]').set_input_files(letter)
    press(page, "Simpan foto")
    says(page, "Foto sudah tersimpan")
    expect(page.get_by_label("Kilometer di odometer")).to_have_count(1)
    page.get_by_label("Kilometer di odometer").fill("1260")
    press(page, "Kembali di kantor")
    says(page, "Berikutnya pengecekan kembali")
    press(page, "Mulai pengecekan kembali")
    page.get_by_label("Laporan kegiatan").fill("Berjalan lancar.")
    page.get_by_label("PIN Anda (menandatangani surat)").fill(PIN)
    press(page, "Terbitkan laporan dan tutup berkas")
    says(page, "berkas ditutup")
    shot(page, "selesai", tmp_path)

    expect(page.get_by_text("belum ada", exact=True)).to_have_count(0)
    expect(page.get_by_text("belum ditandatangani")).to_have_count(0)
    for link in page.locator('a[href^="/kertas/dokumen/"]').all():
        paper = page.request.get(served.url + str(link.get_attribute("href")))
        assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")
    assert statuses(served, case_id) == {"complete"}


def statuses(served: Served, case_id: str) -> set[str]:
    """What the figures say of the case's papers, the app still running."""
    publish_now(served.settings)
    with open_warehouse(served.settings) as connection:
        refresh(connection, served.settings, "e2e")
    with duckdb.connect(str(served.settings.serving_db), read_only=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT status FROM marts.rpt_documents WHERE case_id = ?", [case_id]
        ).fetchall()
    return {row[0] for row in rows}
