"""How long a person who looks at the dashboards waits, in Chromium, with five years of two agencies served.

`python -m bench.pages --home HOME` takes a home whose figures are served (that of `python -m bench.warehouse`); without one,
a year is written and worked out first. Measured are: a page opened by its address, a page chosen in the menu, a filter
changed; each until nothing on the page changes any more, charts drawn; first by one viewer alone, then while others look
too, each at a reader's pace. The page of a question nobody asked since the last refresh is told apart: it reads the file.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bench.scan import CHROMIUM, free_port, served
from bench.warehouse import full, ingest
from bench.warehouse_history import History, VISITS_PER_DAY, write_history
from warehouse.identity import sessions
from warehouse.identity.roles import Actor
from warehouse.settings import Settings

PAGES = {
    "": "Ringkasan", "pengunjung": "Pengunjung", "sirkulasi": "Sirkulasi", "pendapatan": "Pendapatan",
    "layanan-luar": "Layanan luar", "kepatuhan": "Kepatuhan SOP", "alur-proses": "Alur SOP", "dokumen": "Dokumen",
    "peringatan": "Peringatan", "mutu-data": "Mutu data",
}  # fmt: skip
PERIODS = ("7 hari terakhir", "90 hari terakhir", "Bulan lalu", "30 hari terakhir")
STILL_MS = 700
PACE_S = 20.0
WATCH = """
window.patuhChanged = window.patuhSeen = 0;
const unseen = 'canvas, [data-live-announcer]';
const isOnScreen = (block) => {
  const at = block.getBoundingClientRect();
  return at.bottom > 0 && at.top < window.innerHeight;
};
new MutationObserver((changes) => {
  const now = performance.now(), blocks = new Set();
  for (const { target } of changes) {
    const element = target.nodeType === 1 ? target : target.parentElement;
    if (!element || element.closest(unseen)) continue;
    blocks.add(element.closest('[data-testid="stElementContainer"]') || element);
  }
  if (blocks.size) window.patuhChanged = now;
  if ([...blocks].some(isOnScreen)) window.patuhSeen = now;
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
"""When anything last changed, and when what stands on the screen did. Not waited for is what nobody sees: what a table's
canvas and the page keep for screen readers (the canvas follows 200 ms after the table, the announcer clears after seconds).
"""
QUIET = """(still) => {
  const app = document.querySelector('[data-testid="stApp"]'), begun = window.patuhBegun || 0;
  return app && app.dataset.testScriptState === "notRunning" && document.querySelector('.page-head')
    && window.patuhSeen > begun && performance.now() - window.patuhChanged > still
    ? [window.patuhSeen - begun, window.patuhChanged - begun] : null;
}"""
Times = dict[str, list[tuple[float, float]]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home whose figures are served; nothing in it is changed")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--viewers", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        settings = home_with_figures(Path(folder) / "home", asked.home)
        port = free_port()
        who = Actor("kepala", frozenset({"head_of_agency"}), name="Kepala")
        cookies = [sessions.start(settings, who) for _ in range(asked.viewers)]
        url = f"http://127.0.0.1:{port}"
        print(f"{'milliseconds until complete':46} {'n':>5} {'p50':>7} {'p95':>7} {'max':>7}", flush=True)
        with served(settings, port, "dashboards"), chromium() as browser:
            report("first of all", look(browser, url, cookies[0], 1))
            report("one viewer", look(browser, url, cookies[0], asked.rounds))
            with others(url, cookies[1:]):
                report(f"{asked.viewers} viewers", look(browser, url, cookies[0], asked.rounds))


def home_with_figures(home: Path, given: Path | None) -> Settings:
    """A home of its own with the served file of `given`; or a year made on the spot."""
    settings = Settings.load(home=home, log_level="ERROR")
    settings.make_home()
    if given is not None:
        os.link(given / "serving.duckdb", settings.serving_db) if _same_disk(given, home) else shutil.copy(
            given / "serving.duckdb", settings.serving_db
        )
        return settings
    write_history(home / "landing", History(365, VISITS_PER_DAY))
    ingest(home)
    full(home)
    return settings


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("PATUH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)))
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--use-angle=swiftshader"])
        yield browser
        browser.close()


def look(browser: Browser, url: str, cookie: str, rounds: int) -> Times:
    """What one viewer waits for, in milliseconds; nothing is asked of another machine."""
    times: Times = {"opened by address": [], "chosen in the menu": [], "filter changed": []}
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    context.add_cookies([{"name": sessions.COOKIE, "value": cookie, "url": url}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("request", lambda asked: _ours(asked.url))
    page.goto(url)
    _waited(page)  # the browser's own cache is filled, as at work
    for _ in range(rounds):
        for path in PAGES:
            page.goto(f"{url}/{path}")
            times["opened by address"].append(_waited(page))
        for path in PAGES:
            times["chosen in the menu"].append(_menu(page, path))
            times["filter changed"] += [_filter(page, period) for period in PERIODS[:2]]
            _filter(page, PERIODS[-1])
    context.close()
    return times


def _ours(asked: str) -> None:
    host = urlsplit(asked).hostname
    assert asked.startswith(("data:", "blob:")) or host == "127.0.0.1", f"{asked} was asked for"


def _waited(page: Page) -> tuple[float, float]:
    """Until the script is done and nothing has changed for a while; the while is not counted. The screen, the whole page."""
    seen, whole = page.wait_for_function(QUIET, arg=STILL_MS, polling=50, timeout=90_000).json_value()
    return seen, whole


def _menu(page: Page, path: str) -> tuple[float, float]:
    """The menu's own link; of a page in a section counted from the press on the page, not on the section."""
    link = page.locator('a[data-testid="stTopNavLink"]').first
    if path:
        link = page.locator(f'a[data-testid="stTopNavDropdownLink"][href$="/{path}"]')
        sections = page.locator('[data-testid="stTopNavSection"]')
        for number in range(sections.count()):
            sections.nth(number).click()
            page.locator('a[data-testid="stTopNavDropdownLink"]').first.wait_for()
            if link.count():
                break
            page.keyboard.press("Escape")
    link.evaluate("link => { window.patuhBegun = performance.now(); link.click(); }")
    return _waited(page)


def _filter(page: Page, period: str) -> tuple[float, float]:
    page.get_by_role("combobox", name="Periode").click()
    option = page.get_by_role("option", name=period)
    option.wait_for()
    option.evaluate("option => { window.patuhBegun = performance.now(); option.click(); }")
    return _waited(page)


@contextmanager
def others(url: str, cookies: list[str]) -> Iterator[None]:
    """The other viewers: pages and periods at a reader's pace, over the same websocket, without a browser's own work."""
    done = threading.Event()
    threads = [
        threading.Thread(target=_viewer, args=(url, cookie, number, done)) for number, cookie in enumerate(cookies)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _viewer(url: str, cookie: str, number: int, done: threading.Event) -> None:
    draw = random.Random(number)
    headers = {"Cookie": f"{sessions.COOKIE}={cookie}"}
    stream = url.replace("http://", "ws://") + "/_stcore/stream"
    with connect(
        stream, additional_headers=headers, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None
    ) as line:
        while not done.wait(PACE_S * draw.uniform(0.2, 1.8)):
            ask = BackMsg()
            ask.rerun_script.page_script_hash = calc_hash(draw.choice(list(PAGES)))
            ask.rerun_script.query_string = f"period={draw.choice(['7d', '30d', '90d', 'month', 'last-month'])}"
            line.send(ask.SerializeToString())
            while True:
                message = ForwardMsg()
                message.ParseFromString(bytes(line.recv(timeout=90, decode=False)))
                if message.WhichOneof("type") == "script_finished":
                    break


def report(who: str, times: Times) -> None:
    for what, both in times.items():
        for part, values in zip(("", ", further down"), zip(*both, strict=True), strict=True):
            p95 = statistics.quantiles(values, n=20, method="inclusive")[-1]
            told = f"{who}, {what}{part}"
            print(f"{told:46} {len(values):5} {statistics.median(values):7.0f} {p95:7.0f} {max(values):7.0f}", flush=True)


if __name__ == "__main__":
    main()
