"""Papers from the running app: the browser that is signed in gets them, and shows a sentence where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.operations_app.papers.reading import codes_on, text_of
from tests.operations_app.served import free_port, furnish, operations_app, Served, sign_in
from warehouse.clock import utc_now
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), pytest.mark.xdist_group("operations_browser")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("papers") / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as one:
        yield one


def test_papers_come_with_the_cookie_of_the_page(page: Page, served: Served) -> None:
    assert page.request.get(served.url + "/kertas/kartu/A1.pdf").status == 401
    sign_in(page, served, "pustakawan")
    card = page.request.get(served.url + "/kertas/kartu/A1.pdf")
    assert (card.status, card.headers["content-type"]) == (200, "application/pdf")
    assert codes_on(card.body()) == ["A1"]
    assert "Data simulasi, bukan dokumen sah" in text_of(card.body())
    page.goto(served.url + "/kertas/kartu/TIDAK-ADA.pdf")
    assert page.locator("h1").inner_text() == "Tidak ditemukan"
    assert "TIDAK-ADA" in page.locator("p").inner_text()
    page.goto(served.url + "/kertas/bku.pdf")
    assert page.locator("h1").inner_text() == "Tidak berwenang"


def test_the_treasurer_gets_the_books(page: Page, served: Served) -> None:
    sign_in(page, served, "bendahara")
    period = f"?from={utc_now().date().replace(day=1)}&to={utc_now().date()}"
    assert "BUKU KAS UMUM" in text_of(page.request.get(served.url + "/kertas/bku.pdf" + period).body())
    sheet = page.request.get(served.url + "/kertas/register-kuitansi.xlsx" + period)
    assert sheet.body()[:2] == b"PK"
