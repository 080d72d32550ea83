"""The visitors, circulation and revenue pages in a real browser: picking, ticking, downloading, on any screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect, Locator, Page

from tests.browsing import pick
from tests.dashboards import in_browser
from tests.dashboards.in_browser import NARROW

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit


def test_visitors_by_class_and_by_week(visit: Callable[..., Page]) -> None:
    page = visit("/pengunjung?agency=NTT")
    expect(page.get_by_role("heading", name="Pengunjung", exact=True)).to_be_visible()
    expect(page.locator(".story .lead")).to_contain_text("kunjungan pada")
    expect(page.locator(".card")).to_have_count(5)
    expect(page.locator(".card.apart h3")).to_have_text("Kunjungan ruang")
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    _segment(page, "Mingguan").click()
    expect(page).to_have_url(re.compile("bucket=week"))
    expect(page.locator(".js-plotly-plot").first).to_contain_text("Rombongan")
    pick(page, "Tampilkan menurut", "Kelompok umur")
    expect(page).to_have_url(re.compile("by=age_class"))
    expect(page.locator(".js-plotly-plot").nth(1)).to_contain_text("16–18")
    text = _download(page, "Semua kunjungan per golongan, sebagai tabel")
    assert text.splitlines()[0].startswith("bucket,name,visitor_type,sex,age_class,occupation,education,purpose,visits")


def test_circulation_shows_what_stands_above_and_below_the_line(visit: Callable[..., Page]) -> None:
    page = visit("/sirkulasi?agency=NTT&period=last-month")
    expect(page.locator(".story .lead")).to_contain_text("peminjaman pada Oktober 2026")
    expect(page.locator(".card.apart h3")).to_have_text(["Perpanjangan", "Baca di tempat"])
    turnover = page.locator(".sum").first
    loans, copies, ratio = (turnover.locator("b").nth(place).inner_text() for place in range(3))
    assert float(ratio.replace(",", ".")) == pytest.approx(_whole(loans) / _whole(copies), abs=0.005)
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    in_browser.go_to(page, "Layanan gedung", "Pendapatan")
    expect(page.get_by_role("heading", name="Pendapatan", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/pendapatan\?.*agency=NTT.*period=last-month"))


def test_revenue_down_to_one_receipt(visit: Callable[..., Page]) -> None:
    page = visit("/pendapatan")
    owed, charged, received, waived, left = (
        _whole(page.locator(".sum").first.locator("b").nth(place).inner_text()) for place in range(5)
    )
    assert owed + charged - received - waived == left
    expect(page.get_by_text("tagihan − diterima − dihapus = sisa tagihan", exact=True)).to_be_visible()
    _segment(page, re.compile("^Disetor ·")).click()
    expect(page).to_have_url(re.compile("state=deposited"))
    table = page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    page.wait_for_timeout(500)
    page.mouse.click(corner["x"] + 20, corner["y"] + 38 * 1.5)
    expect(page.locator(".st-key-one-receipt")).to_contain_text("STS itu memuat")
    expect(page).to_have_url(re.compile(r"receipt=\w+-GEDUNG%2F2026%2F\d{6}"))
    page.reload()
    expect(page.locator(".st-key-one-receipt")).to_contain_text("STS itu memuat")
    text = _download(page, None)
    assert text.splitlines()[0].startswith("receipt,received_at,kind_name,amount_idr")


@pytest.mark.parametrize("path", ["/pengunjung", "/sirkulasi", "/pendapatan"])
def test_nothing_is_wider_than_a_phone(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, size=NARROW)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.locator(".js-plotly-plot").last).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def _segment(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A choice of a segmented control, a button or a radio as Streamlit has it."""
    return page.get_by_role("button", name=name).or_(page.get_by_role("radio", name=name)).first


def _whole(said: str) -> int:
    return int(re.sub(r"[^\d-]", "", said))


def _download(page: Page, folded: str | None) -> str:
    """The CSV of the last table of the page, unfolded first when it is folded away."""
    if folded is not None:
        tables = page.get_by_role("button", name="Unduh CSV").count()
        page.get_by_text(folded).click()
        expect(page.get_by_role("button", name="Unduh CSV")).to_have_count(tables + 1)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").last.click()
    return Path(waiting.value.path()).read_text("utf-8-sig")
