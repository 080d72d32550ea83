"""Each desk's main path in a real browser, typed as a barcode scanner types. No request leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, Page, ViewportSize

from tests.browsing import LAPTOP, PHONE, Profiles
from tests.operations_app.served import (
    answer,
    free_port,
    furnish,
    operations_app,
    ready,
    scan,
    Served,
    sign_in,
    text,
)
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("operations_browser")]

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("operations") / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as one:
        yield one


def test_sign_in_survives_a_reload_and_sign_out_ends_it(page: Page, served: Served) -> None:
    page.goto(served.url + "/sirkulasi")
    expect(page).to_have_url(text(r"/masuk\?next="))
    page.get_by_label("Nama akun").fill("admin")
    page.get_by_label("Kata sandi").fill("salah sekali")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("salah")
    page.locator('button[value="sirkulasi"]').click()
    expect(page.get_by_role("heading", name="Sirkulasi")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sirkulasi")).to_be_visible()
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(text("/masuk"))
    page.goto(served.url + "/sirkulasi")
    expect(page).to_have_url(text("/masuk"))


def test_lending_needs_no_mouse(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    scan(page, "A1")
    expect(answer(page)).to_contain_text("Maria Bria")
    expect(page.locator(".p-member .who")).to_have_text("Maria Bria")
    scan(page, "C1a")
    expect(answer(page)).to_contain_text("Sejarah Timor")
    expect(page.locator(".clock-standard")).to_contain_text("mutu baku 5 mnt")
    scan(page, "")
    expect(answer(page)).to_contain_text("Dipinjamkan kepada Maria Bria: 1 eksemplar")
    ready(page)


def test_the_clock_turns_amber_and_red(page: Page, served: Served) -> None:
    page.clock.install()
    sign_in(page, served, "sirkulasi")
    ready(page)
    scan(page, "A1")
    expect(page.locator(".clock")).to_have_attribute("data-pace", "green")
    page.clock.fast_forward("04:10")
    expect(page.locator(".clock")).to_have_attribute("data-pace", "amber")
    page.clock.fast_forward("01:00")
    expect(page.locator(".clock")).to_have_attribute("data-pace", "red")
    page.get_by_role("button", name="Akhiri tanpa meminjamkan").click()
    expect(answer(page)).to_contain_text("Tidak ada yang dipinjamkan")
    expect(page.locator(".clock")).to_be_hidden()
    ready(page)


def test_scans_faster_than_the_page_are_all_carried_out_in_order(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    for code in ("C2b", "C4b", ""):
        scan(page, code)
    # C2b was out to Ana Seran: taken back at once; C4b lies in the basket and is lent to the same member.
    expect(answer(page)).to_contain_text("Dipinjamkan kepada Ana Seran: 1 eksemplar")


def test_a_late_return_its_payment_at_the_treasurer_and_the_receipt(
    page: Page, served: Served, profiles: Profiles
) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    scan(page, "C1b")
    expect(answer(page)).to_contain_text("denda Rp")
    expect(page.locator(".p-table")).to_contain_text("Yosef Lalu")
    with profiles.page() as treasury:
        sign_in(treasury, served, "bendahara")
        expect(treasury.get_by_text("Yosef Lalu")).to_be_visible()
        treasury.get_by_role("button", name=text("Terima Rp")).dblclick()
        expect(treasury.locator(".p-receipt .no")).to_have_text(text(r"^pusat/\d{4}/000001$"))
        expect(treasury.get_by_text("Tidak ada tagihan.")).to_be_visible()
    expect(page.locator(".p-table")).to_contain_text("lunas")
    page.locator("h1").click()
    scan(page, "")
    expect(answer(page)).to_contain_text("Selesai: Yosef Lalu")


def test_wrong_scans_get_a_sentence_and_the_desk_goes_on(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    ready(page)
    for junk in ("'; DROP TABLE loans; --", "😀😀", "tidak-ada-123", "X" * 10_000, "A1\nA2"):
        page.keyboard.insert_text(junk)
        page.keyboard.press("Enter")
        expect(answer(page)).to_have_attribute("data-tone", "refused")
        scan(page, "A3")
        expect(answer(page)).to_contain_text("Ana Seran")
        scan(page, "")
        expect(answer(page)).to_have_attribute("data-tone", "idle")


def test_a_bag_goes_in_and_out(page: Page, served: Served) -> None:
    sign_in(page, served, "loket")
    ready(page)
    scan(page, "A1")
    expect(answer(page)).to_contain_text("Maria Bria")
    scan(page, "12")
    expect(answer(page)).to_contain_text("Berikan kartu nomor 12 kepada Maria Bria")
    expect(page.get_by_role("heading", name="1 dari 40 loker terpakai")).to_be_visible()
    scan(page, "12")
    expect(answer(page)).to_contain_text("Loker 12: Maria Bria")
    scan(page, "")
    expect(answer(page)).to_contain_text("loker 12 kosong kembali")
    expect(page.get_by_role("heading", name="0 dari 40 loker terpakai")).to_be_visible()


def test_the_guest_book_takes_a_card_and_a_guest(page: Page, served: Served) -> None:
    sign_in(page, served, "tamu")
    ready(page)
    scan(page, "A2")
    expect(answer(page)).to_contain_text("Selamat datang, Yosef Lalu")
    expect(page.locator(".p-table")).to_contain_text("Yosef Lalu")
    page.get_by_role("radio", name="Tamu", exact=True).click()
    page.get_by_label("Nama lengkap").fill("Bapak Anton")
    page.get_by_role("button", name="Catat kunjungan").click()
    expect(page.get_by_text("Mohon diisi.")).to_be_visible()
    page.get_by_text("Laki-laki", exact=True).click()
    page.get_by_role("button", name="Catat kunjungan").dblclick()
    expect(page.locator(".p-table")).to_contain_text("Bapak Anton")
    assert page.locator(".p-table").inner_text().count("Bapak Anton") == 1


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_the_kiosk_greets_and_forgets(profiles: Profiles, served: Served, size: ViewportSize) -> None:
    with profiles.page(size, has_touch=True) as page:
        sign_in(page, served, "kios")
        ready(page)
        assert (
            page.locator('[data-testid="stSidebar"]').count() == 0
            or not page.locator('[data-testid="stSidebar"]').is_visible()
        )
        page.get_by_role("button", name="Saya belum punya kartu").tap()
        page.get_by_label("Nama lengkap").fill("Ibu Rosa Lima")
        page.get_by_text("Perempuan", exact=True).tap()
        page.get_by_role("button", name="Daftarkan saya").tap()
        expect(page.locator(".p-welcome")).to_contain_text("Selamat datang, Ibu")
        ready(page)
        expect(page.get_by_text("Ibu Rosa")).to_have_count(0)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_english_by_a_switch(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    page.locator('a[lang="en"]').click()
    expect(page.get_by_role("heading", name="Circulation")).to_be_visible()
    ready(page)
    scan(page, "A3")
    expect(page.locator(".clock-standard")).to_contain_text("standard 5 min")


def test_after_a_restart_the_open_page_goes_on(page: Page, tmp_path: Path) -> None:
    settings = Settings.load(home=tmp_path / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as served:
        sign_in(page, served, "sirkulasi")
        ready(page)
        scan(page, "A1")
        expect(answer(page)).to_contain_text("Maria Bria")
    with operations_app(settings):
        scan(page, "A1")
        expect(answer(page)).to_have_attribute("data-tone", text("warn|info"))
        page.wait_for_timeout(3000)
        ready(page)
        scan(page, "A1")
        expect(answer(page)).to_contain_text("Maria Bria")
    assert len(Served("", settings).rows("SELECT 1 FROM loans")) == 2
