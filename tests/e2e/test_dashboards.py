"""The dashboards in a real browser, served by their real process: signing in, picking, drilling down, no outside request."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect, Page

from tests.dashboards import in_browser
from tests.dashboards.in_browser import NARROW
from tests.dashboards.served import build, Served
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit


def test_the_first_page_after_a_start_may_be_a_linked_one(visit: Callable[..., Page]) -> None:
    page = visit("/kepatuhan")
    expect(page.get_by_role("heading", name="Kepatuhan SOP", exact=True)).to_be_visible()
    assert page.get_by_role("dialog").count() == 0


def test_without_a_session_there_is_a_way_in_and_not_one_figure(home: Settings, visit: Callable[..., Page]) -> None:
    page = visit("/kepatuhan?sop=loan-1", signed_in=False)
    link = page.get_by_role("link", name="Masuk")
    expect(link).to_be_visible()
    target = link.get_attribute("href") or ""
    assert target.startswith(f"http://127.0.0.1:{home.operations_port}/masuk?next=http%3A%2F%2F127.0.0.1")
    assert "kepatuhan%3Fsop%3Dloan-1" in target
    assert "Kepatuhan per SOP" not in page.content()
    assert not page.locator(".js-plotly-plot").count()


def test_the_overview_is_drawn_without_the_network(visit: Callable[..., Page]) -> None:
    page = visit("/")
    expect(page.get_by_role("heading", name="Ringkasan")).to_be_visible()
    expect(page.locator(".story .lead")).to_contain_text("langkah SOP dikerjakan sesuai mutu baku waktu")
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".card img.spark")).to_have_count(5)
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.get_by_text("Data demo")).to_be_visible()
    expect(page.get_by_text("Data sampai 22 November 2026 14.40 WIB")).to_be_visible()


def test_what_is_picked_survives_a_reload_and_the_way_to_the_other_page(visit: Callable[..., Page]) -> None:
    page = visit("/?agency=NTT&period=last-month")
    expect(page.locator(".story")).to_contain_text("Oktober 2026")
    expect(page.get_by_text("WITA")).to_be_visible()
    in_browser.go_to(page, "SOP", "Kepatuhan SOP")
    expect(page.get_by_role("heading", name="Kepatuhan SOP", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/kepatuhan\?.*agency=NTT"))
    page.reload()
    expect(page).to_have_url(re.compile(r"period=last-month"))
    expect(page.get_by_text("WITA").first).to_be_visible()


def test_from_a_tile_to_a_case(visit: Callable[..., Page]) -> None:
    page = visit("/kepatuhan")
    chart = page.locator(".st-key-map .js-plotly-plot")
    expect(chart).to_be_visible()
    expect(page.locator(".story .lead").last).to_have_text("Penitipan Barang dan Pemeriksaan")
    box = _place_of(page, "Layanan Peminjaman", step=5)
    page.mouse.move(*box)
    expect(page.locator(".hovertext")).to_contain_text("Dinilai bersama sebagai langkah 4–6")
    page.mouse.click(*box)
    expect(page.locator(".story .lead").last).to_have_text("Layanan Peminjaman")
    expect(page).to_have_url(re.compile(r"sop=loan-1.*unit=4|unit=4.*sop=loan-1"))
    table = page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + 20, corner["y"] + 38 * 1.5)
    expect(page.get_by_role("heading", name="Satu berkas, langkah demi langkah")).to_be_visible()
    expect(page).to_have_url(re.compile(r"case=[0-9a-f-]{36}"))
    page.mouse.click(*_place_of(page, "Pengembalian", step=1))
    expect(page.locator(".story .lead").last).to_have_text("Pengembalian")
    expect(page.get_by_role("heading", name="Satu berkas, langkah demi langkah")).to_have_count(0)


def _place_of(page: Page, row: str, step: int) -> tuple[float, float]:
    """Where the tile of a step is on the screen, asked of the chart itself."""
    page.locator(".st-key-map .js-plotly-plot").evaluate("plot => plot.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    found = page.evaluate(
        """([row, step]) => {
            const plot = document.querySelector('.st-key-map .js-plotly-plot'), layout = plot._fullLayout;
            const place = layout.yaxis.ticktext.findIndex(text => text.replace('<br>', ' ').startsWith(row));
            const at = plot.getBoundingClientRect();
            return [at.x + layout.xaxis._offset + layout.xaxis.l2p(step),
                    at.y + layout.yaxis._offset + layout.yaxis.l2p(layout.yaxis.tickvals[place])];
        }""",
        [row, step],
    )
    return float(found[0]), float(found[1])


def test_a_table_is_downloaded_with_plain_values(visit: Callable[..., Page]) -> None:
    page = visit("/?period=last-month")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh CSV").last.click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert waiting.value.suggested_filename == "patuh-instansi-dan-titik-layanan.csv"
    header, first, *_rest = text.splitlines()
    assert header.startswith("name,visits,visits_before,loans,compliance_rate")
    assert re.match(r"Jawa Tengah,\d+,", first)


def test_english_by_a_switch(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.get_by_role("button", name="EN", exact=True).or_(
        page.get_by_role("radio", name="EN", exact=True)
    ).first.click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page).to_have_url(re.compile("lang=en"))


def test_an_account_of_one_agency_sees_no_other(visit: Callable[..., Page]) -> None:
    page = visit("/?agency=JATENG", agency="NTT")
    expect(page.locator(".story .lead")).to_be_visible()
    assert "Jawa Tengah" not in page.content()
    assert page.get_by_text("Instansi", exact=True).count() == 0


@pytest.mark.parametrize("path", ["/", "/kepatuhan"])
def test_nothing_is_wider_than_a_phone(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, size=NARROW)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_figures_follow_a_refresh_without_a_restart(home: Settings, visit: Callable[..., Page]) -> None:
    page = visit("/")
    expect(page.get_by_text("Data demo")).to_be_visible()
    beside = build(home.home / "beside.duckdb", Served(days=40, is_demo=False))
    beside.replace(home.serving_db)
    page.reload()
    expect(page.locator(".story .lead")).to_be_visible()
    expect(page.get_by_text("Data demo")).to_have_count(0)


def test_signing_out_is_the_operations_apps(home: Settings, address: str) -> None:
    answer = httpx.get(f"{address}/keluar", trust_env=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"http://127.0.0.1:{home.operations_port}/keluar"
