"""Every page of both apps under axe: no serious and no critical finding, on the light page and on the dark one; headings
that follow each other without a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from operations_app.navigation import KIOSK, PAGES
from tests.browsing import LAPTOP, PHONE, Profiles, stand_still
from tests.dashboards import in_browser
from tests.operations_app.served import free_port, furnish, operations_app, Served
from warehouse.identity import sessions
from warehouse.identity.roles import Actor, ROLES
from warehouse.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.processes, pytest.mark.timeout(600)]

home, address, contexts, visit = in_browser.home, in_browser.address, in_browser.contexts, in_browser.visit

DASHBOARDS = (
    "", "pengunjung", "sirkulasi", "pendapatan", "kepuasan", "layanan-luar", "rencana", "kepatuhan", "alur-proses",
    "dokumen", "peringatan", "mutu-data", "laporan", "metode",
)  # fmt: skip
PUBLIC = ("/masuk", "/opac", "/permohonan")
EVERYBODY = frozenset(ROLES) - {"kiosk"}


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody out or leads astray, each with the first place."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}) {one['nodes'][0]['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical") or one["id"] == "heading-order"
    ]


def looked_at(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    found = {}
    for one in addresses:
        page.goto(one)
        stand_still(page)
        found[one] = serious(page)
    return {one: said for one, said in found.items() if said}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dashboards(browser: Browser, home: Settings, address: str, scheme: str) -> None:
    context = browser.new_context(viewport=LAPTOP, color_scheme=scheme)  # type: ignore[arg-type]
    cookie = sessions.start(home, Actor("kepala", EVERYBODY, name="Kepala"))
    context.add_cookies([{"name": sessions.COOKIE, "value": cookie, "url": address}])
    try:
        assert looked_at(context.new_page(), [f"{address}/{path}" for path in DASHBOARDS]) == {}
    finally:
        context.close()


def test_the_dashboards_on_a_phone_and_without_a_session(visit: Callable[..., Page], address: str) -> None:
    assert looked_at(visit("/", size=PHONE), [f"{address}/", f"{address}/kepatuhan"]) == {}
    assert looked_at(visit("/", signed_in=False), [address]) == {}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = Settings.load(home=tmp_path_factory.mktemp("operations") / "home", operations_port=free_port())
    furnish(settings)
    with operations_app(settings) as one:
        yield one


def test_the_desk(profiles: Profiles, served: Served) -> None:
    cookie = sessions.start(served.settings, Actor("semua", EVERYBODY, name="Semua"))
    with profiles.page() as page:
        page.context.add_cookies([{"name": sessions.COOKIE, "value": cookie, "url": served.url}])
        pages = [*(spec.url_path for spec in PAGES), KIOSK.url_path]
        assert looked_at(page, [f"{served.url}/{path}" for path in pages]) == {}


def test_what_is_open_to_the_public(profiles: Profiles, served: Served) -> None:
    for size in (LAPTOP, PHONE):
        with profiles.page(size) as page:
            for path in PUBLIC:
                page.goto(served.url + path)
                assert serious(page) == [], path
