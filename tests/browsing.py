"""Pages of a real browser for the tests: each a person of its own, none of which may ask anything of another machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 412, "height": 915}
OURS = {"127.0.0.1", "localhost"}


class Profiles:
    """Browser profiles of a module, one a kind of screen: later pages find the scripts in its cache, as at work.

    A page starts signed out and with an empty storage; two pages at once are two people, each with a profile.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[BrowserContext]] = {}

    @contextmanager
    def page(self, size: ViewportSize = LAPTOP, **options: Any) -> Iterator[Page]:
        """A page of a screen of that size; fails when it asked anything of another machine."""
        kind = repr((size, sorted(options.items())))
        idle = self._idle.setdefault(kind, [])
        context = idle.pop() if idle else self._new(size, options)
        asked_elsewhere: list[str] = []

        def watch(request: Request) -> None:
            address = urlsplit(request.url)
            if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in OURS:
                asked_elsewhere.append(request.url)

        context.on("request", watch)
        page = context.new_page()
        yield page
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
        context.remove_listener("request", watch)
        context.clear_cookies()
        context.unroute_all()
        idle.append(context)
        assert asked_elsewhere == []

    def _new(self, size: ViewportSize, options: dict[str, Any]) -> BrowserContext:
        context = self._browser.new_context(viewport=size, locale="id-ID", timezone_id="Asia/Makassar", **options)
        context.set_default_timeout(20_000)
        return context


STILL_FOR_MS = 800
_STANDS_STILL = """(forMs) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const seen = [app && app.dataset.testScriptState, document.querySelectorAll("*").length, document.body.innerText].join();
  const state = (window.patuhStill ??= { seen: null, since: 0 });
  if (seen !== state.seen) Object.assign(state, { seen, since: performance.now() });
  return app && app.dataset.testScriptState === "notRunning" && performance.now() - state.since > forMs;
}"""


def stand_still(page: Page) -> None:
    """Wait until the page has been drawn to its end, its charts too: what is opened before closes when the rest arrives."""
    page.wait_for_function(_STANDS_STILL, arg=STILL_FOR_MS, polling=100)


def pick(page: Page, box: str, option: str) -> None:
    """Choose `option` in the select box labelled `box`. Its list closes when the page scrolls, so that comes first."""
    found = page.get_by_role("combobox", name=box)
    found.scroll_into_view_if_needed()
    stand_still(page)
    found.click()
    page.get_by_role("option", name=option).click()
