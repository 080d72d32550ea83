"""On A4 nothing is cut: charts are drawn for the paper, tables are printed as tables; afterwards the screen is as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect, Page

from tests.browsing import stand_still
from tests.dashboards import in_browser

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(300)]

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

PAPER = {"width": 703, "height": 1000}
"""A4 between its margins, in CSS pixels."""
SEEN = """selector => [...document.querySelectorAll(selector)].filter(one => one.getClientRects().length)
    .map(one => Math.round(one.getBoundingClientRect().right))"""
CHARTS, TABLES, GRIDS = ".js-plotly-plot .main-svg", "table.paper", "[data-testid=stDataFrame]"


def ends(page: Page, selector: str) -> list[int]:
    """Where everything of this kind that is seen ends on the right."""
    found: list[Any] = page.evaluate(SEEN, selector)
    return [int(one) for one in found]


@pytest.mark.parametrize("path", ["sirkulasi", "kepatuhan", "dokumen"])
def test_nothing_is_wider_than_the_paper(visit: Callable[..., Page], path: str) -> None:
    page = visit(f"/{path}")
    expect(page.locator(GRIDS).first).to_be_visible()
    stand_still(page)
    before = ends(page, CHARTS)
    assert ends(page, TABLES) == []
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    for selector in (CHARTS, TABLES):
        assert ends(page, selector), selector
        assert max(ends(page, selector)) <= PAPER["width"], selector
    assert ends(page, GRIDS) == []
    page.emulate_media(media="screen")
    page.set_viewport_size(in_browser.WIDE)  # type: ignore[arg-type]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    stand_still(page)
    assert ends(page, CHARTS) == before


def test_the_pages_come_out_of_the_printer(visit: Callable[..., Page]) -> None:
    page = visit("/dokumen")
    expect(page.locator(GRIDS).first).to_be_visible()
    stand_still(page)
    paper = page.pdf(prefer_css_page_size=True)
    from pypdfium2 import PdfDocument

    pages = PdfDocument(paper)
    words = "\n".join(one.get_textpage().get_text_bounded() for one in pages)
    assert "BA serah terima" in words, "the table's words are words on paper, too"
    assert {tuple(round(side) for side in one.get_size()) for one in pages} == {(595, 842)}
