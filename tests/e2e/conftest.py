"""A real browser for the tests here: the Chromium that `make test` saw to, and pages that never leave this machine.

One browser a module, not a session: Playwright runs once in a process, and a module may have its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

LAPTOP = {"width": 1366, "height": 768}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OURS = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium_path(playwright: Playwright) -> str:
    """The browser to drive: PATUH_CHROMIUM, else the one installed, else Playwright's own (as scripts/chromium)."""
    found = os.environ.get("PATUH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    path = found or playwright.chromium.executable_path
    assert os.access(path, os.X_OK), "no Chromium; make test installs one or says why it cannot"
    return path


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader"]
    )
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page at 1366×768 in a browser without memory; the test fails if it asked anything of another machine."""
    asked_elsewhere: list[str] = []

    def watch(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in OURS:
            asked_elsewhere.append(request.url)

    context = browser.new_context(viewport=LAPTOP, locale="id-ID", timezone_id="Asia/Makassar")
    context.on("request", watch)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
    assert asked_elsewhere == []
