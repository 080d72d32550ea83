"""The satisfaction survey in a real browser: by finger on a telephone, by double taps on a kiosk, whole on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, Page

from tests.browsing import PHONE
from tests.operations_app.library import POINT
from tests.operations_app.served import free_port, furnish, operations_app, Served, sign_in
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("operations_browser")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("survey") / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as one:
        yield one


def fits(page: Page) -> bool:
    """Nothing reaches beyond the right edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def answer(page: Page, score: int, number: int) -> None:
    expect(page.get_by_text(f"Pertanyaan {number} dari 9")).to_be_visible()
    expect(page.locator(".shield")).to_be_hidden()
    page.locator(f".choice.s{score}").click()


def test_a_visitor_answers_on_a_telephone_with_large_targets(browser: Browser, served: Served) -> None:
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{served.url}/survei/{POINT}")
    page.get_by_role("link", name="Mulai").click()
    for number in range(1, 10):
        assert fits(page)
        sizes = [box.bounding_box() for box in page.locator(".choice").all()]
        assert all(size and size["height"] >= 80 and size["width"] >= 300 for size in sizes)
        answer(page, 3, number)
    expect(page.get_by_role("heading", name="Hampir selesai")).to_be_visible()
    assert fits(page)
    expect(page.locator(".shield")).to_be_hidden()
    page.get_by_label("Perempuan").check()
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    page.goto(f"{served.url}/survei/{POINT}")
    expect(page.get_by_text("Ponsel ini sudah mengisi hari ini.")).to_be_visible()


def test_a_double_tap_on_the_kiosk_answers_one_question(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, served, "kios")
    page.goto(f"{served.url}/survei/{POINT}?cara=kios")
    page.get_by_role("link", name="Mulai").click()
    expect(page.locator(".shield")).to_be_hidden()
    box: Any = page.locator(".choice.s4").bounding_box()
    page.mouse.dblclick(box["x"] + 60, box["y"] + 60)
    expect(page.get_by_text("Pertanyaan 2 dari 9")).to_be_visible()
    page.wait_for_timeout(700)
    expect(page.get_by_text("Pertanyaan 2 dari 9")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight"), "a question is one screen"


def test_the_kiosk_thanks_and_begins_anew_by_itself(page: Page, served: Served) -> None:
    sign_in(page, served, "kios")
    key = "00000000-0000-7000-8000-00000000000a"
    page.goto(f"{served.url}/survei/{POINT}?cara=kios&j=444444444&k={key}")
    expect(page.locator(".shield")).to_be_hidden()
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    expect(page.get_by_role("link", name="Mulai")).to_be_visible(timeout=12_000)
    assert page.url.endswith(f"/survei/{POINT}?cara=kios")
