"""A real browser for the tests here: the Chromium that `make test` saw to, and pages that never leave this machine.

One browser a module, not a session: Playwright runs once in a process, and a module may have its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browsing import Profiles

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


@pytest.fixture(scope="module")
def profiles(browser: Browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture
def page(profiles: Profiles) -> Iterator[Page]:
    """A page at 1366×768."""
    with profiles.page() as one:
        yield one
