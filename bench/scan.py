"""What a person at the desk waits for: from the scanner's Enter to the answer, and to the page that follows, in Chromium.

Five circulation desks work at once in one browser against a running operations app with years of history, each at its own
pace (officers do not scan in step; five desks that did would wait for each other's page, not for Patuh). Times are taken
in the page itself: the answer is the scan box's sentence, the page has followed when the member's name stands on it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.async_api import async_playwright, Browser, Page

from bench.history import build, OFFICER
from warehouse.identity import sessions
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCAN = """
async ([code, follows]) => {
  const root = [...document.querySelectorAll('*')].map(e => e.shadowRoot || e).find(r => r.querySelector('.patuh-scan'));
  const input = root.querySelector('input'), sentence = root.querySelector('.answer');
  const answered = new Promise(done => new MutationObserver(() => done(performance.now()))
    .observe(sentence, {attributes: true, childList: true, subtree: true, characterData: true}));
  const begun = performance.now();
  input.value = code;
  input.dispatchEvent(new Event('input', {bubbles: true}));
  root.querySelector('form').requestSubmit();
  const answer = await answered - begun;
  let page = null;
  if (follows) {
    const main = document.querySelector('[data-testid=stMain]');
    while (!main.innerText.includes(follows) && performance.now() - begun < 10000) await new Promise(requestAnimationFrame);
    page = performance.now() - begun;
  }
  return [answer, page, root.querySelector('.answer').dataset.tone];
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loans", type=int, default=1_000_000)
    parser.add_argument("--desks", type=int, default=5)
    parser.add_argument("--lends", type=int, default=20, help="by each desk")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds an officer takes between two scans")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="patuh-bench-") as folder:
        settings = build(Path(folder) / "home", words.loans)
        with OperationsDatabase.open(settings) as db:
            actor = db.actor(OFFICER)
            assert actor is not None
            cookies = [sessions.start(settings, actor) for _ in range(words.desks)]
            free = db.rows(
                "SELECT copy_no FROM state_copies WHERE copy_id NOT IN (SELECT copy_id FROM state_open_loans) LIMIT ?",
                words.desks * (words.lends + 1),
            )
            members = db.rows(
                "SELECT member_no, name FROM state_members WHERE member_key NOT IN (SELECT member_key FROM state_open_loans)"
                " LIMIT ?",
                words.desks * (words.lends + 1),
            )
        work = [(m["member_no"], m["name"], c["copy_no"]) for m, c in zip(members, free, strict=True)]
        port = free_port()
        with served(settings, port):
            times = asyncio.run(desks(f"http://127.0.0.1:{port}", cookies, work, words.lends, words.pause))
    report(times, words.desks, words.loans)


async def desks(
    url: str, cookies: list[str], work: list[tuple[str, str, str]], lends: int, pause_s: float
) -> dict[str, list[float]]:
    """All desks at once; milliseconds by what was waited for."""
    times: dict[str, list[float]] = {
        "card, answer": [],
        "card, page": [],
        "copy, answer": [],
        "lend, answer": [],
        "whole lend": [],
    }
    path = os.environ.get("PATUH_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)))
    async with async_playwright() as running:
        browser = await running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        pages = [await sign_in(browser, url, cookie) for cookie in cookies]
        shares = [work[n :: len(pages)] for n in range(len(pages))]
        await asyncio.gather(
            *(desk(page, share, times, lends, pause_s) for page, share in zip(pages, shares, strict=True))
        )
        await browser.close()
    return times


async def sign_in(browser: Browser, url: str, cookie: str) -> Page:
    context = await browser.new_context(viewport={"width": 1366, "height": 768})
    await context.add_cookies([{"name": sessions.COOKIE, "value": cookie, "url": url}])
    page = await context.new_page()
    await page.goto(f"{url}/sirkulasi")
    await page.locator(".patuh-scan input").wait_for(timeout=60_000)
    return page


async def desk(
    page: Page, work: list[tuple[str, str, str]], times: dict[str, list[float]], lends: int, pause_s: float
) -> None:
    pace = random.Random(work[0][0])
    for number, (card, name, copy) in enumerate(work[: lends + 1]):
        waits = []
        for what, code, follows in (("card", card, name), ("copy", copy, None), ("lend", "", None)):
            await asyncio.sleep(pause_s * pace.uniform(0.5, 1.5))
            answer_ms, page_ms, tone = await page.evaluate(SCAN, [code, follows])
            assert tone not in ("refused", "warn"), f"{what} {code}: {tone}"
            waits.append((what, answer_ms, page_ms))
        if number:  # the first one warms up
            for what, answer_ms, page_ms in waits:
                times[f"{what}, answer"].append(answer_ms)
                if page_ms is not None:
                    times[f"{what}, page"].append(page_ms)
            times["whole lend"].append(sum(answer_ms for _what, answer_ms, _page in waits))


def report(times: dict[str, list[float]], desks: int, loans: int) -> None:
    print(f"{desks} desks at once in Chromium, {loans:,} loans of history; milliseconds from Enter")
    print(f"{'what':14} {'n':>5} {'p50':>8} {'p95':>8} {'max':>8}")
    for what, values in times.items():
        p95 = statistics.quantiles(values, n=20)[-1]
        print(f"{what:14} {len(values):5} {statistics.median(values):8.0f} {p95:8.0f} {max(values):8.0f}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class served:  # noqa: N801  (reads as a verb)
    """`patuh serve operations` (or `app`) for the length of a with block."""

    def __init__(self, settings: Settings, port: int, app: str = "operations") -> None:
        self._port, self._app = port, app
        self._environment = {**os.environ, "PATUH_HOME": str(settings.home), f"PATUH_{app.upper()}_PORT": str(port)}

    def __enter__(self) -> None:
        command = [sys.executable, "-m", "patuh", "serve", self._app]
        self._process = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL)
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/health"):
                    return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        raise SystemExit(f"{self._app} did not start")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)


if __name__ == "__main__":
    main()
