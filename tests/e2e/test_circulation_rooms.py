"""Renewal and the three reading rooms in a real browser: the main path of each SOP and its commonest refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from playwright.sync_api import expect, Page

from tests.browsing import Profiles
from tests.operations_app.library import Clock, Library
from tests.operations_app.served import (
    answer,
    free_port,
    furnish,
    operations_app,
    ready,
    scan,
    Served,
    sign_in,
)
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("circulation_rooms_browser")]

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("rooms") / "home", operations_port=free_port())
    furnish(settings)
    with OperationsDatabase.open(settings) as db:
        library = Library(db, Clock(utc_now().astimezone(UTC)), prefix="rooms")
        library.do("lend", days_ago=1, member_no="A1", copy_nos=["C1a", "C4a"])
        for card in ("A1", "A3"):
            library.do("register_visit", member_no=card)
    with operations_app(settings) as one:
        yield one


def enter_room(page: Page, served: Served, login: str) -> None:
    sign_in(page, served, login)
    if "ruang-baca" not in page.url:
        page.goto(served.url + "/ruang-baca")
    ready(page)


# SOP loan renewal -----------------------------------------------------------------------------------------------------
def test_a_card_and_one_click_renew_everything(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    scan(page, "A1")
    page.get_by_role("button", name="Perpanjang semua (2)").dblclick()
    expect(answer(page)).to_contain_text("Diperpanjang untuk Maria Bria: 2 eksemplar")
    expect(page.locator(".clock-standard")).to_contain_text("mutu baku 6 mnt")
    expect(page.get_by_role("link", name="Cetak slip kembali")).to_have_attribute("target", "_blank")
    ready(page)
    scan(page, "")
    expect(answer(page)).to_contain_text("Selesai: Maria Bria")


def test_scanned_copies_are_renewed_by_enter_and_a_second_time_refused(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    page.get_by_role("radio", name="Perpanjangan").click()
    expect(answer(page)).to_contain_text("Pindai buku yang diperpanjang")
    scan(page, "C2b")
    expect(answer(page)).to_contain_text("Akan diperpanjang: 1")
    scan(page, "")
    expect(answer(page)).to_contain_text("Diperpanjang untuk Ana Seran: 1 eksemplar")
    expect(page.get_by_role("radio", name="Pinjam dan kembali")).to_be_checked()
    page.get_by_role("radio", name="Perpanjangan").click()
    expect(answer(page)).to_contain_text("Pindai buku yang diperpanjang")
    scan(page, "C2b")
    expect(answer(page)).to_have_attribute("data-tone", "refused")
    expect(answer(page)).to_contain_text("sudah diperpanjang 1 kali")


def test_after_a_toggle_the_next_scan_still_reaches_the_box(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    page.get_by_text("Buku berikutnya kembali rusak").click()
    expect(page.get_by_role("alert")).to_contain_text("dicatat rusak")
    scan(page, "C1b")
    expect(answer(page)).to_contain_text("denda Rp")
    expect(page.locator(".p-list").filter(has_text="rusak")).to_be_visible()


# SOP general collection -----------------------------------------------------------------------------------------------
def test_the_general_room(page: Page, served: Served) -> None:
    enter_room(page, served, "umum")
    scan(page, "A2")
    expect(answer(page)).to_contain_text("belum ada di buku tamu hari ini")
    scan(page, "A1")
    expect(answer(page)).to_contain_text("Masuk ruang: Maria Bria")
    scan(page, "A1")
    expect(page.get_by_text("4–6. Mengawasi dan mengontrol")).to_be_visible()
    step = page.locator('[class*="st-key-step-"]').filter(has_text="4–6.")
    step.get_by_role("button", name="Mulai").click()
    expect(step.locator("small")).to_contain_text("sejak")
    step.get_by_role("button", name="Selesai").click()
    expect(answer(page)).to_contain_text("Tercatat untuk Maria Bria")
    ready(page)
    scan(page, "C2a")
    expect(answer(page)).to_contain_text("Tenun Ikat")
    scan(page, "")
    expect(answer(page)).to_contain_text("Dihitung dibaca di tempat: 1 buku")
    expect(page.locator(".st-key-room_chosen")).to_have_count(0)  # the page follows the answer
    scan(page, "A1")
    page.locator(".st-key-room_chosen").get_by_role("button", name="Sudah di rak").dblclick()
    expect(answer(page)).to_contain_text("Maria Bria selesai.")
    expect(page.get_by_role("heading", name="Di ruang sekarang: 0")).to_be_visible()


def test_a_lent_copy_is_not_counted_and_wrong_scans_get_a_sentence(page: Page, served: Served) -> None:
    enter_room(page, served, "baca")
    scan(page, "C4a")
    expect(answer(page)).to_contain_text("sedang dipinjam")
    for junk in ("'; DROP TABLE loans; --", "😀😀", "tidak-ada-123", "X" * 10_000, "A1\nA2"):
        page.keyboard.insert_text(junk)
        page.keyboard.press("Enter")
        expect(answer(page)).to_have_attribute("data-tone", "refused")
        scan(page, "")
        expect(answer(page)).to_have_attribute("data-tone", "idle")


# SOP reference collection ---------------------------------------------------------------------------------------------
def test_the_reference_room(page: Page, served: Served) -> None:
    enter_room(page, served, "referensi")
    scan(page, "A2")
    expect(answer(page)).to_contain_text("belum ada di buku tamu hari ini")
    scan(page, "A3")
    expect(answer(page)).to_contain_text("Masuk buku tamu ruang: Ana Seran")
    expect(page.locator(".clock-standard")).to_contain_text("mutu baku 1 mnt")
    scan(page, "C3a")
    scan(page, "")
    expect(answer(page)).to_contain_text("Dihitung dibaca di tempat: 1 buku")
    scan(page, "A3")
    chosen = page.locator(".st-key-room_chosen")
    chosen.get_by_role("button", name="Mulai").click()
    expect(chosen.locator(".p-step:not(.done) small")).to_contain_text("sejak")
    chosen.get_by_role("button", name="Sudah di rak").click()
    expect(answer(page)).to_contain_text("Ana Seran selesai.")


# SOP deposit collection -----------------------------------------------------------------------------------------------
def test_the_deposit_room_from_the_catalogue_to_the_shelf(page: Page, served: Served, profiles: Profiles) -> None:
    with profiles.page() as opac:
        enter_room(opac, served, "katalog")
        opac.get_by_role("radio", name="Koleksi deposit").click()
        opac.wait_for_timeout(800)
        scan(opac, "A2")
        expect(answer(opac)).to_contain_text("belum ada di buku tamu hari ini")
        scan(opac, "A3")
        expect(answer(opac)).to_contain_text("Arahkan ke rak katalog")
        scan(opac, "")
        expect(answer(opac)).to_contain_text("Sudah diarahkan: Ana Seran")

    enter_room(page, served, "deposit")
    page.get_by_text("Pemustaka berikutnya memakai koleksi khusus").click()
    page.wait_for_timeout(800)
    scan(page, "A3")
    expect(answer(page)).to_contain_text("Koleksi khusus: dilayani petugas.")
    scan(page, "A3")
    chosen = page.locator(".st-key-room_chosen")
    for step in ("5.", "6."):
        line = chosen.locator('[class*="st-key-step-"]').filter(has_text=step)
        line.get_by_role("button", name="Selesai").click()
        expect(chosen.locator(".p-step.done").filter(has_text=step)).to_be_visible()
    ready(page)
    scan(page, "C3b")
    expect(answer(page)).to_contain_text("Kamus Dawan")
    scan(page, "")
    expect(answer(page)).to_contain_text("Dibaca oleh Ana Seran.")
    expect(chosen).to_have_count(0)  # the page follows the answer
    scan(page, "A3")
    chosen.get_by_role("button", name="Sudah di rak").click()
    expect(answer(page)).to_contain_text("Ana Seran selesai.")
