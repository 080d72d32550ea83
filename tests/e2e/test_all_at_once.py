"""Desks, dashboards and a refresh at the same time: not one lock error, and nothing lost on the way to the figures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, UTC
from pathlib import Path

import duckdb
import httpx
import pytest

from warehouse.identity.tokens import make_token
from warehouse.lake.serving import NotServed, Serving
from warehouse.operations.database import OperationsDatabase
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DESKS, READERS, REFRESHES = 4, 3, 3
VISITS = "SELECT coalesce(sum(visits), 0) FROM rpt_visitors WHERE grain = 'month'"

pytestmark = [pytest.mark.processes, pytest.mark.timeout(240), pytest.mark.xdist_group("processes")]


@dataclass
class Traffic:
    """Four desks that register visits over the API, three readers of the served figures."""

    settings: Settings
    token: str
    stop: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[int] = field(default_factory=lambda: [0] * DESKS)
    errors: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        self.threads = [threading.Thread(target=self.desk, args=(n,), daemon=True) for n in range(DESKS)]
        self.threads += [threading.Thread(target=self.read, daemon=True) for _ in range(READERS)]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(30)

    def desk(self, number: int) -> None:
        url = f"http://127.0.0.1:{self.settings.operations_port}/api/commands"
        with httpx.Client(trust_env=False, headers={"Authorization": f"Bearer {self.token}"}, timeout=30) as client:
            while not self.stop.is_set():
                visit = {
                    "command": "register_visit", "key": f"{number}-{self.acknowledged[number]}", "actor": "tamu",
                    "occurred_at": datetime.now(UTC).isoformat(), "service_point": "NTT-GEDUNG",
                    "visitor_type": "guest", "name": "Tamu",
                }  # fmt: skip
                answer = client.post(url, json=visit)
                if answer.status_code != 200:
                    self.errors.append(answer.text)
                    return
                self.acknowledged[number] += 1

    def read(self) -> None:
        serving, seen = Serving(self.settings.serving_db), 0
        while not self.stop.is_set():
            try:
                visits = visits_in(serving)
                if visits < seen:
                    self.errors.append(f"figures went back from {seen} to {visits}")
                seen = visits
            except NotServed as nothing:
                if nothing.reason != "missing" or seen:
                    self.errors.append(str(nothing))
            except duckdb.Error as wrong:
                self.errors.append(repr(wrong))
            time.sleep(0.05)
        serving.close()


def visits_in(serving: Serving) -> int:
    with serving.reading() as cursor:
        row = cursor.execute(VISITS).fetchone()
    assert row is not None
    return int(row[0])


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def patuh(environment: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "patuh", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serving(environment: dict[str, str], name: str, port: int) -> Iterator[None]:
    started = subprocess.Popen(
        [sys.executable, "-m", "patuh", "serve", name], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        give_up_at_s = time.monotonic() + 60
        while not answers(port):
            assert started.poll() is None
            assert time.monotonic() < give_up_at_s
            time.sleep(0.2)
        yield
    finally:
        started.terminate()
        started.wait(30)


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(home=tmp_path / "home", operations_port=free_port(), dashboards_port=free_port())


@pytest.fixture
def traffic(settings: Settings) -> Iterator[Traffic]:
    with OperationsDatabase.open(settings) as db:
        staff = {
            "command": "add_staff", "key": "staff", "occurred_at": datetime.now(UTC), "actor": "system", "login": "tamu",
            "name": "Tamu", "roles": ["guest_book_staff"], "home_service_point": "NTT-GEDUNG",
        }  # fmt: skip
        db.execute(staff, trusted=True)
        made = Traffic(settings, make_token(db, "tamu", "test"))
    yield made
    made.end()


def test_desks_dashboards_and_refreshes_at_the_same_time(settings: Settings, traffic: Traffic) -> None:
    environment = {
        **os.environ, "PATUH_HOME": str(settings.home), "PATUH_OPERATIONS_PORT": str(settings.operations_port),
        "PATUH_DASHBOARDS_PORT": str(settings.dashboards_port),
    }  # fmt: skip
    with (
        serving(environment, "operations", settings.operations_port),
        serving(environment, "dashboards", settings.dashboards_port),
    ):
        traffic.begin()
        for _ in range(REFRESHES - 1):
            patuh(environment, "refresh")
        patuh(environment, "verify")
        traffic.end()
        patuh(environment, "refresh")  # sees all that was acknowledged
    assert not traffic.errors
    assert sum(traffic.acknowledged) > 50
    assert visits_in(Serving(settings.serving_db)) == sum(traffic.acknowledged)
