"""The supervisor: a child that dies comes back, and no child outlives it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from patuh.processes.supervisor import Child

ROOT = Path(__file__).resolve().parents[3]

#: A supervisor of two children; each writes its number into a file when it starts, and starts one of its own.
PROGRAM = """
import sys
from pathlib import Path
from patuh.processes import supervisor
supervisor.RESTART_WAIT_S = 0.2
folder = Path(sys.argv[1])
code = (
    "import os, subprocess, sys; grandchild = subprocess.Popen(['sleep', '60']);"
    "open(sys.argv[1], 'a').write(f'{os.getpid()} {grandchild.pid}\\\\n'); grandchild.wait()"
)
children = [
    supervisor.Child("first", [sys.executable, "-c", code, str(folder / "first")], folder / "output"),
    supervisor.Child(
        "second", [sys.executable, "-c", code, str(folder / "second")], folder / "output", after=folder / "first"
    ),
]
supervisor.Supervisor(children, report=lambda name, code: print(name, code, flush=True)).run()
"""


def until(true: Callable[[], bool], wait_s: float = 15.0) -> bool:
    give_up_at_s = time.monotonic() + wait_s
    while not true() and time.monotonic() < give_up_at_s:
        time.sleep(0.05)
    return true()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def pids(path: Path) -> list[int]:
    return [int(word) for word in path.read_text().split()] if path.exists() else []


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert until(lambda: len(pids(tmp_path / "first")) == 2 and len(pids(tmp_path / "second")) == 2)
        yield process
        process.terminate()


@pytest.mark.processes
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_when_the_supervisor_ends(
    running: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    children = pids(tmp_path / "first")[:1] + pids(tmp_path / "second")[:1]
    everyone = pids(tmp_path / "first") + pids(tmp_path / "second")
    running.send_signal(number)
    running.wait(15)
    if number == signal.SIGKILL:  # nobody is left to end what the children started; ours end with their server
        assert until(lambda: not any(is_alive(pid) for pid in children))
        for pid in everyone:
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)
    else:
        assert until(lambda: not any(is_alive(pid) for pid in everyone))
        assert running.returncode == 0


@pytest.mark.processes
def test_a_child_that_dies_is_reported_and_comes_back(running: subprocess.Popen[str], tmp_path: Path) -> None:
    first = pids(tmp_path / "first")
    os.kill(first[0], signal.SIGKILL)
    assert until(lambda: len(pids(tmp_path / "first")) == 4)
    assert not is_alive(first[1])  # what it had started ended with it
    assert running.stdout is not None
    assert running.stdout.readline() == "first -9\n"


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = Child("deaf", [sys.executable, "-c", deaf], tmp_path / "output")
    child.start()
    assert until(lambda: (tmp_path / "output").read_text() == "up\n")
    child.stop(wait_s=0.3)
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL
