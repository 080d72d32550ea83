"""`make run` for real: three processes start on an empty home, answer, and end as one without leaving anything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from patuh.processes import preflight
from tests.patuh.processes.ports import free_ports
from warehouse.logs import log_file
from warehouse.operations.lock import owner
from warehouse.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
READY_WAIT_S = 120
STOP_WAIT_S = 45

pytestmark = [pytest.mark.processes, pytest.mark.timeout(300), pytest.mark.xdist_group("processes")]


def processes_of(home: Path) -> list[str]:
    """The command lines of all processes that were started on this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"PATUH_HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    operations, dashboards, dagster = free_ports(3)
    return Settings.load(
        home=tmp_path / "a home", operations_port=operations, dashboards_port=dashboards, dagster_port=dagster
    )


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    ports = {
        f"PATUH_{process.upper()}_PORT": str(preflight.port_of(settings, process)) for process in preflight.PROCESSES
    }
    return {**os.environ, "PATUH_HOME": str(settings.home), "PATUH_LANGUAGE": "en", **ports}


@pytest.fixture
def running(settings: Settings, environment: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """All three processes, as `make run` starts them from a terminal: in a process group of their own."""
    with (tmp_path / "terminal").open("wb") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "patuh", "serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        give_up_at_s = time.monotonic() + READY_WAIT_S
        while "Patuh is ready" not in (tmp_path / "terminal").read_text():
            assert process.poll() is None, (tmp_path / "terminal").read_text()
            assert time.monotonic() < give_up_at_s, (tmp_path / "terminal").read_text()
            time.sleep(0.2)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(STOP_WAIT_S)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_three_answer_and_end_as_one(
    running: subprocess.Popen[bytes],
    settings: Settings,
    environment: dict[str, str],
    tmp_path: Path,
    number: signal.Signals,
) -> None:
    with httpx.Client(trust_env=False, timeout=10) as browser:
        assert browser.get(f"http://127.0.0.1:{settings.operations_port}/health").json()["ok"] is True
        assert browser.get(f"http://127.0.0.1:{settings.dashboards_port}/health").json()["ok"] is True
        assert browser.get(f"http://127.0.0.1:{settings.dagster_port}/server_info").status_code == 200

    second = subprocess.run(
        [sys.executable, "-m", "patuh", "serve", "operations"],
        cwd=ROOT,
        env=environment | {"PATUH_OPERATIONS_PORT": str(free_ports(1)[0])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert "already in use by another operations process" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1

    os.killpg(running.pid, number)  # Ctrl-C reaches the whole group in front of the terminal
    assert running.wait(STOP_WAIT_S) == 0
    terminal = (tmp_path / "terminal").read_text()
    assert "Traceback" not in terminal
    assert "SIGKILL" not in terminal
    assert processes_of(settings.home) == []
    events = [json.loads(line)["event"] for line in log_file(settings, "operations").read_text("utf-8").splitlines()]
    assert {"operations_started", "operations_stopped"} <= set(events)
    assert owner(settings) is None
    preflight.check(settings, preflight.PROCESSES)


def test_when_one_ends_all_end(running: subprocess.Popen[bytes], settings: Settings) -> None:
    held = owner(settings)
    assert held is not None
    os.kill(held.pid, signal.SIGKILL)
    assert running.wait(STOP_WAIT_S) == 1
    assert processes_of(settings.home) == []
    preflight.check(settings, preflight.PROCESSES)  # the lock of a killed process is free
