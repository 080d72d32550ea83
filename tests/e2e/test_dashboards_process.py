"""The flow of an SOP in a real browser: drawn, clicked into, sent on as an address, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect, Page

from tests.browsing import pick, stand_still
from tests.dashboards import in_browser
from tests.dashboards.in_browser import NARROW

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(240)]

expect.set_options(timeout=30_000)

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

STATION = """label => {
  const plot = document.querySelector('.st-key-process .js-plotly-plot'), layout = plot._fullLayout;
  plot.scrollIntoView({block: 'center'});
  const trace = plot.data.find(one => one.name === 'stations');
  const place = trace.text.indexOf(`<b>${label}</b>`), at = plot.getBoundingClientRect();
  const of = values => Array.isArray(values) ? values : Array.from(values);
  return [at.x + layout.xaxis._offset + layout.xaxis.l2p(of(trace.x)[place]),
          at.y + layout.yaxis._offset + layout.yaxis.l2p(of(trace.y)[place])];
}"""


def test_from_a_station_to_its_cases_and_by_address(visit: Callable[..., Page]) -> None:
    page = visit("/alur-proses?sop=loan-1")
    expect(page.locator(".st-key-process .js-plotly-plot")).to_be_visible()
    stand_still(page)
    box = page.evaluate(STATION, "4–6")
    page.mouse.move(*box)
    expect(page.locator(".hovertext")).to_contain_text("tepat waktu dari")
    page.mouse.click(*box)
    expect(page).to_have_url(re.compile(r"unit=4"))
    expect(page.get_by_role("combobox", name="Langkah untuk tren dan berkas")).to_have_value(re.compile("4–6"))
    page.reload()
    expect(page.get_by_role("combobox", name="Langkah untuk tren dan berkas")).to_have_value(re.compile("4–6"))
    pick(page, "Bandingkan dengan", "Gedung Layanan Perpustakaan NTT")
    expect(page.locator(".st-key-process-sums")).to_contain_text("Di sampingnya: Gedung Layanan Perpustakaan NTT")
    expect(page).to_have_url(re.compile(r"versus=NTT"))


def test_on_a_phone_nothing_is_cut_off(visit: Callable[..., Page]) -> None:
    page = visit("/alur-proses?sop=loan-1", size=NARROW)
    expect(page.locator(".st-key-process .js-plotly-plot")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    beyond = page.evaluate(
        """() => {
            const plot = document.querySelector('.st-key-process .js-plotly-plot').getBoundingClientRect();
            return [...document.querySelectorAll('.st-key-process .annotation text')]
                .filter(one => one.getBoundingClientRect().right > plot.right + 2).map(one => one.textContent);
        }"""
    )
    assert beyond == []
