"""Charts in a real browser: a filter draws them anew where they stand; they follow the width, paper and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect, Page

from tests.browsing import stand_still
from tests.dashboards import in_browser

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

CHARTS = ".js-plotly-plot"
WIDTH = "place => Math.abs(place.clientWidth - place._fullLayout.width) <= 1"
NARROWER = {"width": 900, "height": 768}


def _pick_period(page: Page, period: str) -> None:
    page.get_by_role("combobox", name="Periode").click()
    page.get_by_role("option", name=period).click()


def test_a_filter_draws_a_chart_anew_where_it_stands(visit: Callable[..., Page]) -> None:
    page = visit("/pengunjung")
    expect(page.locator(CHARTS)).to_have_count(3)
    stand_still(page)
    chart = page.locator(CHARTS).first
    bars = "place => place._fullData[0].x.length"
    before = chart.evaluate(bars)
    chart.evaluate("place => { place.isTheSame = true; }")
    _pick_period(page, "7 hari terakhir")
    page.wait_for_function(f"({bars})(document.querySelector('{CHARTS}')) !== {before}")
    assert chart.evaluate("place => place.isTheSame")
    assert page.locator(f"{CHARTS}[role=figure][aria-label='Kunjungan menurut waktu']").count() == 1


def test_a_chart_follows_its_width_and_stands_again_on_the_way_back(visit: Callable[..., Page]) -> None:
    page = visit("/")
    expect(page.locator(CHARTS)).to_have_count(2)
    page.set_viewport_size(NARROWER)  # type: ignore[arg-type]
    page.wait_for_function(f"[...document.querySelectorAll('{CHARTS}')].every({WIDTH})")
    in_browser.go_to(page, "SOP", "Kepatuhan SOP")
    expect(page.locator(".st-key-map " + CHARTS)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Ringkasan")).to_be_visible()
    expect(page.locator(CHARTS)).to_have_count(2)


def test_what_a_tab_hides_is_drawn_when_it_is_shown(visit: Callable[..., Page]) -> None:
    page = visit("/kepatuhan")
    hours = page.locator(".patuh-chart[aria-label^='Tingkat kepatuhan menurut jam']")
    _look_at_tab(page, "Jam")
    expect(hours.locator(".main-svg").first).to_be_visible()
    hours.evaluate("place => { place.before = place.data; }")
    _look_at_tab(page, "Penyimpangan")
    page.get_by_role("combobox", name="Periode").scroll_into_view_if_needed()
    stand_still(page)
    _pick_period(page, "7 hari terakhir")
    expect(page).to_have_url(re.compile("period=7d"))
    _look_at_tab(page, "Jam")
    expect(hours.locator(".main-svg").first).to_be_visible()
    page.wait_for_function("place => place.data !== place.before", arg=hours.element_handle())


def _look_at_tab(page: Page, name: str) -> None:
    stand_still(page)
    page.get_by_role("tab", name=name, exact=True).click()


def test_what_nobody_scrolled_to_is_drawn_for_paper(visit: Callable[..., Page]) -> None:
    page = visit("/")
    stand_still(page)
    charts = page.locator(CHARTS)
    charts.evaluate_all("places => places.forEach(place => { place.before = place.data; })")
    page.evaluate("window.requestIdleCallback = () => 0")  # a browser that never has time
    _pick_period(page, "Bulan lalu")
    expect(page.locator(".story")).to_contain_text("Oktober 2026")
    stand_still(page)
    is_old = "places => places.map(place => place.data === place.before)"
    assert any(charts.evaluate_all(is_old))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not any(charts.evaluate_all(is_old))
