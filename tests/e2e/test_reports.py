"""Reports in a real browser: one is issued, taken away, dropped again and recognised; a link to it is nobody else's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect, Page

from dashboards.reports.register import Register
from tests.dashboards import in_browser
from tests.dashboards.in_browser import free_port, NARROW
from tests.dashboards.reports.conftest import GrowingHome, REGIONS
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

address, contexts, visit = in_browser.address, in_browser.contexts, in_browser.visit
MARCH = "/laporan?of=NTT&for=2025-03"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Reports need figures that name their catalogue: those of a refresh."""
    settings = Settings.load(
        home=tmp_path_factory.mktemp("reports") / "home", operations_port=free_port(), dashboards_port=free_port()
    )
    (settings.home / "reference").mkdir(parents=True)
    (settings.home / "reference" / "regions.csv").write_text("\n".join(REGIONS))
    GrowingHome(settings, parts=1, months=4).take_rest()
    return settings


def test_issued_taken_away_and_recognised(visit: Callable[..., Page], home: Settings, tmp_path: Path) -> None:
    page = visit(MARCH)
    page.get_by_role("button", name="Terbitkan PDF").click()
    expect(page.get_by_text("Laporan 1 diterbitkan.")).to_be_visible()
    with page.expect_download() as given:
        page.get_by_role("button", name="Unduh laporan 1 (PDF)").click()
    file = tmp_path / given.value.suggested_filename
    given.value.save_as(file)
    assert file.name == "patuh-monthly-ntt-2025-03-1.pdf"
    [entry] = Register(home).entries()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == entry.sha256
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.get_by_text("Ini laporan 1: Layanan perpustakaan, Nusa Tenggara Timur, Maret 2025")).to_be_visible()
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(file.read_bytes() + b"\n")
    page.locator("input[type=file]").set_input_files(str(changed))
    expect(page.get_by_text("walaupun berkas itu menyebut dirinya patuh:monthly")).to_be_visible()


def test_a_link_carries_the_report_and_every_section_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit(f"{MARCH}&report=revenue&section=1", size=NARROW)
    expect(page.get_by_text("Saldo tagihan: apakah semuanya cocok")).to_be_visible()
    expect(page.locator(".key-figures")).to_contain_text("Disetor")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]


def test_who_may_not_issue_sees_nothing_of_it(visit: Callable[..., Page]) -> None:
    page = visit(MARCH, role="circulation_staff")
    expect(page.get_by_role("heading", name="Halaman ini untuk peran lain")).to_be_visible()
    expect(page.locator(".key-figures")).to_have_count(0)
    page = visit(f"{MARCH}&report=service", role="treasurer")
    expect(page.get_by_text("Laporan Penerimaan PAD, Maret 2025")).to_be_visible()
    expect(page.get_by_text("Kunjungan ke gedung")).to_have_count(0)
