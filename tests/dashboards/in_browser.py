"""The dashboards' real process on a home with a serving file, and pages of it opened by signed-in people: for tests in
a browser (tests/e2e), which import the fixtures by name.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import stand_still
from tests.dashboards.served import build, Served
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 412, "height": 915}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings.load(
        home=tmp_path_factory.mktemp("dashboards") / "home", operations_port=free_port(), dashboards_port=free_port()
    )
    settings.make_home()
    build(settings.serving_db, Served(is_demo=True))
    return settings


@pytest.fixture(scope="module")
def address(home: Settings) -> Iterator[str]:
    environment = {
        **os.environ, "PATUH_HOME": str(home.home), "PATUH_OPERATIONS_PORT": str(home.operations_port),
        "PATUH_DASHBOARDS_PORT": str(home.dashboards_port),
    }  # fmt: skip
    started = subprocess.Popen(
        [sys.executable, "-m", "patuh", "serve", "dashboards"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{home.dashboards_port}"
    try:
        give_up_at_s = time.monotonic() + 90
        while time.monotonic() < give_up_at_s:
            try:
                if httpx.get(f"{url}/health", trust_env=False).json()["ok"]:
                    break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield url
    finally:
        started.terminate()
        assert started.wait(30) == 0


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> dict[tuple[bool, str | None, int, str], BrowserContext]:
    """One browser profile per kind of person and screen: later pages find the scripts in its cache, as at work."""
    return {}


@pytest.fixture
def visit(
    browser: Browser, home: Settings, address: str, contexts: dict[tuple[bool, str | None, int, str], BrowserContext]
) -> Iterator[Callable[..., Page]]:
    """Open a page as a signed-in person; at the end nothing outside this machine was asked for."""
    outside: list[str] = []
    pages: list[Page] = []

    def context_of(signed_in: bool, agency: str | None, size: dict[str, int], role: str) -> BrowserContext:
        kind = (signed_in, agency, size["width"], role)
        if kind not in contexts:
            contexts[kind] = browser.new_context(viewport=size, accept_downloads=True)  # type: ignore[arg-type]
            if signed_in:
                person = Actor(role, frozenset({role}), name="Kepala", agency=agency)
                cookie = {"name": sessions.COOKIE, "value": sessions.start(home, person), "url": address}
                contexts[kind].add_cookies([cookie])  # type: ignore[list-item]
        return contexts[kind]

    def opened(
        path: str = "/",
        *,
        signed_in: bool = True,
        agency: str | None = None,
        size: dict[str, int] = WIDE,
        role: str = "head_of_agency",
    ) -> Page:
        page = context_of(signed_in, agency, size, role).new_page()
        pages.append(page)
        page.on("request", lambda asked: outside.append(asked.url) if _is_outside(asked.url) else None)
        page.goto(f"{address}{path}")
        return page

    yield opened
    for page in pages:
        page.close()
    assert outside == []


def _is_outside(url: str) -> bool:
    return not url.startswith(("data:", "blob:")) and "://127.0.0.1" not in url


def go_to(page: Page, section: str, title: str) -> None:
    """Through the menu: the word at the top, then the page beneath it. One opened while the page is drawn closes."""
    stand_still(page)
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_role("menuitem", name=title, exact=True).click()
