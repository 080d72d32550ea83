"""The operations app as a real process on a furnished home, and a real browser in front of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Locator, Page

from tests.operations_app.library import Clock, Library
from warehouse.clock import utc_now
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_S = 60


@dataclass
class Served:
    """A running operations app: its address and its home."""

    url: str
    settings: Settings

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of the operations database, read once the process has stopped."""
        import duckdb

        with duckdb.connect(str(self.settings.operations_db), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def furnish(settings: Settings) -> None:
    """Accounts, members, titles; an overdue loan, a loan in time. All accounts may be chosen at a click (demo home)."""
    import json

    from tests.operations_app.library import STAFF

    clock = Clock(utc_now())
    with OperationsDatabase.open(settings, clock=clock) as db:
        library = Library(db, clock)
        library.furnish()
        library.do("lend", days_ago=30, member_no="A2", copy_nos=["C1b"])
        library.do("lend", days_ago=2, member_no="A3", copy_nos=["C2b"])
    accounts = [{"login": login, "role": roles[0], "agency": "NTT"} for login, roles in STAFF.items()]
    settings.demo_marker.write_text(json.dumps(accounts), "utf-8")


@contextmanager
def operations_app(settings: Settings) -> Iterator[Served]:
    """`patuh serve operations` until the block ends; it must end quietly."""
    environment = {
        **os.environ, "PATUH_HOME": str(settings.home), "PATUH_OPERATIONS_PORT": str(settings.operations_port),
        "PATUH_KIOSK_LANGUAGE_S": str(settings.kiosk_language_s),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "patuh", "serve", "operations"], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    url = f"http://127.0.0.1:{settings.operations_port}"
    try:
        give_up_at_s = time.monotonic() + STARTS_WITHIN_S
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > give_up_at_s:
                raise AssertionError(f"the app did not start: {process.communicate(timeout=5)[1]}")
            time.sleep(0.2)
        yield Served(url, settings)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


def _answers(url: str) -> bool:
    try:
        return httpx.get(url + "/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def sign_in(page: Page, served: Served, login: str) -> None:
    """By the demo home's button; the scan box or a heading of the first page is there afterwards."""
    page.goto(served.url + "/masuk")
    page.locator(f'button[name="demo_login"][value="{login}"]').click()
    page.locator("h1, .p-kiosk-head").first.wait_for(timeout=30_000)


def scan(page: Page, code: str) -> None:
    """What a barcode scanner does: types fast, wherever the focus is, and presses Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def answer(page: Page) -> Locator:
    return page.locator(".patuh-scan .answer")


def ready(page: Page) -> None:
    """The scan box is there and has the focus by itself."""
    page.locator(".patuh-scan input").wait_for(timeout=30_000)
    page.wait_for_function(
        "() => { const a = document.activeElement; const i = a && a.shadowRoot ? a.shadowRoot.activeElement : a;"
        " return i && i.id === 'code'; }"
    )


def text(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
