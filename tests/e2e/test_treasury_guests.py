"""Money, lockers and the guest book in a real browser: each main path and its commonest refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300), pytest.mark.xdist_group("operations_browser")]

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("treasury") / "home"
    settings = Settings.load(home=home, operations_port=free_port(), kiosk_language_s=6)
    furnish(settings)
    with operations_app(settings) as one:
        yield one


@contextmanager
def at_desk(profiles: Profiles, served: Served, login: str, size: ViewportSize = LAPTOP) -> Iterator[Page]:
    """A browser of its own in which `login` is signed in."""
    with profiles.page(size, has_touch=size is PHONE) as page:
        sign_in(page, served, login)
        yield page


def paper(page: Page, served: Served, pattern: str) -> bytes:
    """The paper that a link of the page leads to."""
    address = page.locator(f'a[href*="{pattern}"]').first.get_attribute("href")
    assert address
    answered = page.context.request.get(served.url + address)
    assert answered.headers["content-type"] == "application/pdf"
    return answered.body()


def test_a_late_return_is_paid_in_part_then_the_rest_then_the_day_is_closed_and_deposited(
    profiles: Profiles, served: Served
) -> None:
    with at_desk(profiles, served, "sirkulasi") as page:
        ready(page)
        scan(page, "C1b")
        expect(answer(page)).to_contain_text("Rp")

    with at_desk(profiles, served, "bendahara") as page:
        page.get_by_label("Cari anggota").fill("A2")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Yosef Lalu")).to_be_visible()
        page.get_by_role("button", name="Sebagian").click()
        part = page.get_by_label("Jumlah (rupiah)")
        part.fill("-500")
        page.get_by_role("button", name="Terima sebagian").click()
        expect(page.get_by_role("alert").first).to_be_visible()
        part.fill("2000")
        page.get_by_role("button", name="Terima sebagian").dblclick()
        expect(page.locator(".p-receipt")).to_contain_text("Rp2.000")
        expect(page.locator(".p-receipt")).to_contain_text("Masih terutang")
        page.wait_for_timeout(2000)  # a second click within a second and a half would be taken for a double click
        page.keyboard.press("Escape")
        page.get_by_role("button", name=text("^Terima Rp")).click()
        expect(page.locator(".p-receipt")).to_contain_text("Lunas")
        assert paper(page, served, "/kertas/kuitansi/").startswith(b"%PDF")

        page.goto(served.url + "/kas-harian")
        expect(page.get_by_role("heading", name="Kas harian")).to_be_visible()
        page.get_by_label("keping Rp1.000", exact=False).first.fill("1")
        page.keyboard.press("Enter")
        expect(page.get_by_text("kurang Rp")).to_be_visible()
        page.get_by_role("button", name=text("^Tutup kas ")).click()
        expect(page.get_by_role("alert").first).to_contain_text("Rp")
        page.get_by_label("Mengapa hasil hitungan berbeda").fill("uang kembalian dari laci lama")
        page.keyboard.press("Enter")
        page.get_by_role("button", name=text("^Tutup kas ")).click()
        expect(page.get_by_text("Penjelasan: uang kembalian dari laci lama")).to_be_visible()

        page.get_by_role("radio", name="Setor").click()
        expect(page.get_by_text("Belum disetor", exact=True).first).to_be_visible()
        page.get_by_role("button", name="Setorkan").dblclick()
        expect(page.get_by_text("Semua penerimaan di sini sudah disetor.")).to_be_visible()
        expect(page.locator(".p-table tbody tr")).to_have_count(1)
        assert paper(page, served, "/kertas/sts/").startswith(b"%PDF")

        page.get_by_role("radio", name="Buku").click()
        expect(page.get_by_text("Disetor ke kas daerah")).to_be_visible()
        expect(page.get_by_text("tidak cocok")).to_have_count(0)
        assert paper(page, served, "/kertas/bku.pdf").startswith(b"%PDF")
        assert paper(page, served, "/kertas/register-kuitansi.pdf").startswith(b"%PDF")


def test_lockers_by_tapping_the_board(profiles: Profiles, served: Served) -> None:
    with at_desk(profiles, served, "loket") as page:
        ready(page)
        board = page.locator(".patuh-lockers")
        scan(page, "Bapak Anton")
        expect(answer(page)).to_contain_text("Bapak Anton")
        board.locator('[data-no="9"]').click()
        expect(answer(page)).to_contain_text("Berikan kartu nomor 9")
        expect(board.locator('[data-no="9"]')).to_have_class(text("used"))
        scan(page, "Ibu Rosa")
        expect(answer(page)).to_contain_text("Ibu Rosa")
        board.locator('[data-no="9"]').click()
        expect(answer(page)).to_contain_text("Loker 9 terpakai")
        page.get_by_role("button", name="Ulangi").click()
        expect(answer(page)).to_contain_text("Tidak ada yang terbuka")
        board.locator('[data-no="9"]').click()
        expect(page.locator(".p-match .who")).to_have_text("Bapak Anton")
        page.get_by_role("button", name="Kartu nomornya hilang").click()
        expect(page.get_by_label("Nomor loker", exact=True)).to_have_value("9")
        page.get_by_label("Nama yang disebut pemustaka").fill("Orang Lain")
        page.get_by_role("button", name="Catat kehilangan").click()
        expect(page.get_by_text("Nama tidak cocok").first).to_be_visible()
        page.get_by_label("Nama yang disebut pemustaka").fill("bapak anton")
        page.get_by_role("button", name="Catat kehilangan").click()
        expect(answer(page)).to_contain_text("Kehilangan dicatat: loker 9")
        expect(board.locator('[data-no="9"]')).to_have_class(text("lost"))
        ready(page)
        scan(page, "")
        expect(answer(page)).to_contain_text("loker 9 kosong kembali")
        expect(board.locator('[data-no="9"]')).to_have_class(text("free"))


def test_an_inspection_is_two_taps_on_the_board(profiles: Profiles, served: Served) -> None:
    with at_desk(profiles, served, "loket") as page:
        ready(page)
        scan(page, "A1")
        scan(page, "17")
        expect(answer(page)).to_contain_text("Berikan kartu nomor 17")
    with at_desk(profiles, served, "pemeriksa") as page:
        ready(page)
        board = page.locator(".patuh-lockers")
        board.locator('[data-no="17"]').click()
        expect(page.locator(".p-match .who")).to_have_text("Maria Bria")
        board.locator('[data-no="17"]').click()
        expect(answer(page)).to_contain_text("Sudah diperiksa saat masuk: loker 17")
        expect(board.locator('[data-no="17"] .marks .done')).to_have_count(1)


def test_a_group_is_counted_by_class_and_a_sum_too_large_is_seen_at_once(profiles: Profiles, served: Served) -> None:
    with at_desk(profiles, served, "tamu") as page:
        page.get_by_role("radio", name="Rombongan").click()
        page.get_by_label("Nama rombongan").fill("SD Inpres Oesapa")
        page.get_by_label("Jumlah orang").fill("30")
        page.get_by_text("Menurut jenis kelamin").click()
        page.get_by_label("Laki-laki").fill("18")
        page.get_by_label("Perempuan").fill("15")
        expect(page.locator(".sum[data-state=over]")).to_have_text("33 dari 30 orang")
        page.get_by_role("button", name="Catat kunjungan").click()
        expect(page.get_by_text("33").last).to_be_visible()
        expect(page.locator(".p-number")).to_have_count(0)
        page.get_by_label("Perempuan").fill("12")
        expect(page.locator(".sum[data-state=whole]")).to_have_text("30 dari 30 orang")
        page.get_by_role("button", name="Catat kunjungan").dblclick()
        expect(page.locator(".p-number .who")).to_have_text("SD Inpres Oesapa")
        expect(page.locator(".p-table tbody tr", has_text="SD Inpres Oesapa")).to_have_count(1)
        assert paper(page, served, "/kertas/nomor/").startswith(b"%PDF")


@pytest.mark.parametrize(("size", "card"), [(LAPTOP, "A1"), (PHONE, "A3")], ids=["laptop", "phone"])
def test_the_kiosk_asks_a_visitor_who_comes_again(
    profiles: Profiles, served: Served, size: ViewportSize, card: str
) -> None:
    with at_desk(profiles, served, "kios", size) as page:
        ready(page)
        page.get_by_role("radio", name="Membaca").or_(page.get_by_role("button", name="Membaca")).first.click()
        scan(page, card)
        expect(page.locator(".p-welcome .no")).to_have_text(text(r"^\d+$"))
        ready(page)  # by itself, after a few seconds
        scan(page, card)
        expect(page.get_by_text("Apakah Anda datang lagi?")).to_be_visible()
        page.get_by_role("button", name="Tidak, terima kasih").click()
        ready(page)
        scan(page, "TIDAK-ADA")
        expect(answer(page)).to_have_attribute("data-tone", "refused")
        scan(page, card)
        page.get_by_role("button", name="Ya, daftarkan lagi").click()
        expect(page.locator(".p-welcome")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_kiosk_left_in_english_speaks_indonesian_again(profiles: Profiles, served: Served) -> None:
    with at_desk(profiles, served, "kios") as page:
        ready(page)
        page.locator('a[lang="en"]').click()
        expect(page.get_by_text("Welcome. Please register.")).to_be_visible()
        expect(page.get_by_text("Selamat datang. Silakan mendaftar.")).to_be_visible(timeout=90_000)
        ready(page)
