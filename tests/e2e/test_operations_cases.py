"""What was forgotten is put right in a real browser: a step entered afterwards, a case closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect, Page

from tests.operations_app.library import Clock, Library
from tests.operations_app.served import free_port, furnish, operations_app, Served, sign_in, text
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("operations_browser")]

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("cases") / "home", operations_port=free_port())
    furnish(settings)
    with OperationsDatabase.open(settings) as db:
        Library(db, Clock(utc_now()), prefix="forgotten").do("take_back", days_ago=1, copy_no="C1b")
    with operations_app(settings) as one:
        yield one


def test_a_forgotten_step_is_entered_and_the_case_closed(page: Page, served: Served) -> None:
    sign_in(page, served, "sirkulasi")
    page.get_by_role("link", name="Berkas layanan").click()
    expect(page.get_by_text("Yosef Lalu")).to_be_visible()
    page.get_by_role("button", name="Buka", exact=True).click()
    expect(page.locator(".p-table")).to_contain_text("belum tercatat")
    page.get_by_label("Mulai", exact=True).fill("00.01")
    page.get_by_label("Selesai", exact=True).fill("00.00")
    page.get_by_label("Alasan").fill("komputer buku tamu mati")
    page.get_by_role("button", name="Catat langkah", exact=True).click()
    expect(page.get_by_text("Periksa kedua")).to_be_visible()
    page.get_by_label("Selesai", exact=True).fill("00.02")
    page.get_by_role("button", name="Catat langkah", exact=True).click()
    expect(page.get_by_text("bertanda susulan")).to_be_visible()
    expect(page.locator(".p-table")).to_contain_text("00:02:00")
    page.reload()
    expect(page.locator(".p-table")).to_contain_text("susulan")
    page.get_by_role("tab", name="Tutup berkas").click()
    page.get_by_role("button", name="Tutup berkas").click()
    expect(page.get_by_text("Berkas ditutup.")).to_be_visible()
    page.get_by_role("button", name="Semua berkas hari itu").click()
    expect(page.get_by_role("heading", name=text("^0 berkas"))).to_be_visible()
