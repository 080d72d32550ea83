"""The run sheet on a phone (412×915): a whole day of the mobile library, an LTPS drop with rolling, a network that fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, Page, Route

from tests.browsing import PHONE, Profiles
from tests.operations_app.library import Clock, Library
from tests.operations_app.road import go_out, OFFICERS, PIN, planned
from tests.operations_app.served import answer, free_port, furnish, operations_app, Served, sign_in
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("run_sheet_browser")]

expect.set_options(timeout=20_000)
THUMB_PX = 48


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("road") / "home", operations_port=free_port())
    furnish(settings)
    clock = Clock(utc_now())
    with OperationsDatabase.open(settings, clock=clock) as db:
        library = Library(db, clock, prefix="road")
        go_out(library)
        planned(library, "mobile_library", 1)
        planned(library, "school_drop")
        planned(library, "household_drop", 1)
    accounts = json.loads(settings.demo_marker.read_text("utf-8"))
    accounts += [{"login": login, "role": roles[0], "agency": "NTT"} for login, roles in OFFICERS.items()]
    settings.demo_marker.write_text(json.dumps(accounts), "utf-8")
    with operations_app(settings) as one:
        yield one


@pytest.fixture
def page(profiles: Profiles) -> Iterator[Page]:
    with profiles.page(PHONE, has_touch=True, is_mobile=True) as one:
        yield one


def begin(page: Page, served: Served, login: str) -> None:
    sign_in(page, served, login)
    page.get_by_role("button", name="Pilih perjalanan ini").tap()
    expect(page.locator(".st-key-sheet_next .big")).to_have_text("Buka lembar jalan")


def tap(page: Page, label: str, then: str, **typed: str) -> None:
    """Tap the big button named `label`; the one that follows says `then`."""
    box = page.locator(".st-key-sheet_next")
    expect(box.locator(".big")).to_have_text(label)
    for name, value in typed.items():
        box.locator(f"input[name={name}]").fill(value)
    expect(box.locator(".big")).to_be_enabled()
    box.locator(".big").tap()
    expect(box.locator(".title")).to_contain_text(then)


def scan(page: Page, code: str, sentence: str) -> None:
    page.locator(".patuh-scan input").fill(code)
    page.locator(".patuh-scan input").press("Enter")
    expect(answer(page).locator(".sentence")).to_contain_text(sentence)


def choose(page: Page, label: str, box: str = "") -> None:
    """Choose what is done; the scan box asks for `box` then."""
    page.get_by_role("radio", name=label, exact=True).tap()
    expect(page.get_by_role("radio", name=label, exact=True)).to_have_attribute("aria-checked", "true")
    if box:
        expect(page.locator(".patuh-scan label")).to_have_text(box)


def to_the_garage_door(page: Page, *copies: str) -> None:
    tap(page, "Buka lembar jalan", "daftar hadir")
    tap(page, "Selesai", "kunci")
    tap(page, "Selesai", "Memanaskan")
    tap(page, "Selesai", "kondisi")
    page.locator(".checks label.all").tap()
    tap(page, "Selesai", "kelengkapan")
    for code in copies:
        scan(page, code, "Dimuat")
    expect(page.get_by_text(f"Di kendaraan: {len(copies)} eksemplar")).to_be_visible()
    tap(page, "Selesai", "Keberangkatan")


def test_a_whole_day_of_the_mobile_library(page: Page, served: Served) -> None:
    begin(page, served, "mpk")
    to_the_garage_door(page, "C1a", "C2a")
    tap(page, "Berangkat sekarang", "Perjalanan menuju lokasi", odometer_km="45210")
    tap(page, "Tiba di lokasi", "buku pengunjung")
    squares = page.locator(".patuh-counter .cell")
    smallest = min(box["height"] for square in squares.all() if (box := square.bounding_box()))
    assert smallest >= THUMB_PX
    for _visitor in range(3):
        squares.nth(2).tap()
    squares.nth(3).tap()
    page.locator(".patuh-counter .save").tap()
    expect(page.locator(".st-key-sheet_stop .p-quiet").first).to_contain_text("4 pengunjung")
    choose(page, "Pinjam/kembali", "Pindai kartu atau buku")
    scan(page, "C1a", "Pindai kartu anggota dulu")
    scan(page, "A1", "Maria Bria")
    scan(page, "C1a", "Dipinjamkan")
    scan(page, "C1a", "Diterima kembali")
    tap(page, "Selesai", "layanan MPK")
    tap(page, "Selesai", "penutupan")
    tap(page, "Selesai", "laporan harian")
    tap(page, "Buat laporan harian", "laporan harian")
    expect(page.locator(".st-key-sheet_next input[name=pin]")).to_be_visible()
    tap(page, "Tanda tangani", "Kembali ke kantor", pin=PIN)
    tap(page, "Kembali di kantor", "Memarkirkan", odometer_km="45252")
    tap(page, "Selesai", "kelengkapan")
    scan(page, "C1a", "Sejarah Timor")
    expect(page.get_by_text("Ditemukan kembali: 1 dari 2")).to_be_visible()
    expect(page.get_by_text("Tenun Ikat")).to_be_visible()
    scan(page, "C2a", "Tenun Ikat")
    tap(page, "Selesai", "berita acara keberadaan")
    tap(page, "Buat berita acara keberadaan koleksi", "mengembalikan kunci")
    page.locator(".st-key-sheet_recheck .patuh-next .big").tap()
    expect(page.get_by_text("Tidak ada lagi buku di kendaraan.")).to_be_visible()
    tap(page, "Selesai", "laporan pelaksanaan")
    page.locator(".st-key-sheet_next .big").tap()
    expect(page.get_by_text("Semua langkah sudah tercatat.")).to_be_visible()


def test_a_drop_with_rolling(page: Page, served: Served) -> None:
    begin(page, served, "ltps")
    to_the_garage_door(page, "C4a", "C4b")
    tap(page, "Berangkat sekarang", "Perjalanan menuju lokasi", odometer_km="100")
    tap(page, "Tiba di lokasi", "Mendistribusikan")
    scan(page, "A1", "kartu anggota")
    scan(page, "C1b", "sedang dipinjam anggota")
    scan(page, "C4a", "Padi Gogo")
    scan(page, "C4b", "Padi Gogo")
    page.locator(".st-key-sheet_stop .big", has_text="Serahkan 2 eksemplar").tap()
    expect(page.locator(".st-key-sheet_next .title")).to_contain_text("Kembali ke kantor")
    page.locator(".st-key-sheet_stop .big", has_text="Buat berita acara serah terima").tap()
    expect(page.get_by_text("Dokumen perjalanan ini")).to_be_visible()
    choose(page, "Kembali", "Pindai buku yang kembali")
    choose(page, "Rusak")
    scan(page, "C4a", "Padi Gogo")
    page.locator(".st-key-sheet_stop .big", has_text="Ambil kembali 1 eksemplar").tap()
    expect(page.locator(".st-key-sheet_stop .p-quiet").first).to_contain_text("1 eksemplar diambil kembali")
    choose(page, "Rolling", "Pindai buku yang di-rolling")
    scan(page, "C4b", "Padi Gogo")
    page.locator(".st-key-sheet_stop .big", has_text="Rolling 1 eksemplar ke Lokasi MOB-1 2").tap()
    expect(page.locator(".st-key-sheet_stop .p-quiet").first).to_contain_text("0 eksemplar kita ada di sini")
    tap(page, "Kembali di kantor", "Memarkirkan", odometer_km="140")
    page.reload()
    expect(page.locator(".st-key-sheet_next .title")).to_contain_text("Memarkirkan")


def test_a_tap_waits_for_the_network(page: Page, served: Served) -> None:
    begin(page, served, "kunjung")
    lost: list[str] = []

    def fail(route: Route) -> None:
        lost.append(route.request.post_data or "")
        if len(lost) < 3:
            route.abort()
        else:
            route.continue_()

    page.route("**/api/desk/entry", fail)
    page.locator(".st-key-sheet_next .big").tap()
    expect(page.locator(".st-key-sheet_next .message")).to_contain_text("Tidak ada sambungan")
    expect(page.locator(".st-key-sheet_next .title")).to_contain_text("daftar hadir")
    posts = [json.loads(text) for text in lost]
    assert len({one["entry_id"] for one in posts}) == 1
    assert posts[2]["first_key_ago_ms"] > posts[0]["first_key_ago_ms"]


def test_nothing_is_wider_than_the_phone_and_every_button_fits_a_thumb(page: Page, served: Served) -> None:
    sign_in(page, served, "silang")
    expect(page.get_by_text("Tidak ada perjalanan hari ini")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    menu = page.get_by_test_id("stExpandSidebarButton").bounding_box()
    assert menu
    assert min(menu["width"], menu["height"]) >= THUMB_PX
