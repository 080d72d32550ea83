"""The visitors' catalogue in a real browser: typed, misspelled, nothing found, a title's copies; on a laptop and a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, Page

from tests.browsing import PHONE
from tests.operations_app.served import free_port, furnish, operations_app, Served, sign_in
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("operations_browser")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("opac") / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as one:
        yield one


def fits(page: Page) -> bool:
    """Nothing reaches beyond the right edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_visitor_types_and_sees_where_the_book_stands(page: Page, served: Served) -> None:
    page.goto(served.url + "/opac")
    expect(page.get_by_role("heading", name="Buku apa yang Anda cari?")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("sejarah tim")
    page.keyboard.press("Enter")
    card = page.locator(".card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Sejarah Timor")
    expect(card).to_contain_text("Ada di rak: 1 dari 2")
    card.get_by_role("link", name="Sejarah Timor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sejarah Timor")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("Dipinjam, seharusnya kembali")
    assert "Yosef Lalu" not in page.content()
    page.get_by_role("link", name="Kembali ke hasil pencarian").click()
    expect(page.locator("#q")).to_have_value("sejarah tim")


def test_a_misspelled_word_finds_what_was_meant(page: Page, served: Served) -> None:
    page.goto(served.url + "/opac")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("sejrah tmor")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_role("status")).to_contain_text("sejarah timor")
    expect(page.locator(".card")).to_contain_text("Sejarah Timor")
    page.get_by_role("status").get_by_role("link", name="sejarah timor").click()
    expect(page.locator("#q")).to_have_value("sejarah timor")
    expect(page.get_by_role("status")).to_have_count(0)


def test_nothing_found_says_what_to_do_and_filters_can_be_dropped(page: Page, served: Served) -> None:
    page.goto(served.url + "/opac")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("zzzzzz qqqq")
    page.keyboard.press("Enter")
    expect(page.locator(".nothing")).to_contain_text("Coba kata yang lebih sedikit")
    page.locator("#q").fill("timor")
    page.locator("#collection").select_option("deposit")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="cari tanpa saringan").click()
    expect(page.locator(".card")).to_contain_text("Sejarah Timor")


def test_the_catalogue_fits_a_phone(page: Page, served: Served) -> None:
    page.set_viewport_size(PHONE)
    page.goto(served.url + "/opac")
    assert fits(page)
    expect(page.locator("#class")).to_be_hidden()
    page.get_by_text("Saring pencarian").click()
    page.locator("#class").select_option("2")
    page.locator("#q").fill("tenun")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_contain_text("Tenun Ikat")
    assert fits(page)
    page.get_by_role("link", name="Tenun Ikat").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    assert fits(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()


def test_staff_find_a_copys_number(page: Page, served: Served) -> None:
    sign_in(page, served, "tamu")
    page.goto(served.url + "/pencarian")
    box = page.get_by_label("Judul, pengarang, subjek, ISBN, atau nomor kelas")
    box.fill("kamsu dawan")
    box.press("Enter")
    expect(page.get_by_role("cell", name="Kamus Dawan")).to_be_visible()
    expect(page.get_by_role("cell", name="C3a")).to_be_visible()
    expect(page.get_by_text("Baca di tempat").first).to_be_visible()
