"""Keeps a few child processes running: starts them in order, restarts one that dies, ends them all in reverse order.

Each child leads a process group of its own, so that what it starts ends with it; on Linux a child also ends when its
supervisor is killed without a chance to say so.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_WAIT_S = 10.0
RESTART_WAIT_S = 5.0
LOOK_EVERY_S = 0.2
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """In the child, before it becomes the program: ask the kernel for SIGTERM when the parent dies."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A program to keep running; its output is appended to `output`. It starts once `after`, if given, is there."""

    name: str
    command: Sequence[str]
    output: Path
    after: Path | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    died_at_s: float | None = field(default=None, init=False)

    def start(self) -> None:
        with self.output.open("ab") as stream:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,  # no thread runs in a supervisor
            )
        self.died_at_s = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        """Send a signal to the child and to all it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return

    def stop(self, wait_s: float = STOP_WAIT_S) -> None:
        """Ask the child to end, wait, and make sure that nothing of its group is left."""
        if self.process is None:
            return
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(wait_s)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self.signal(signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Runs `children` until SIGTERM or SIGINT; `report(name, returncode)` hears of each unexpected death."""

    def __init__(self, children: Sequence[Child], report: Callable[[str, int], None]) -> None:
        self.children, self.report = list(children), report
        self._asked_to_stop = False

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop = True

    def run(self) -> None:
        """Start all, watch, and stop all."""
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        try:
            while not self._asked_to_stop:
                for child in self.children:
                    self._look_after(child)
                time.sleep(LOOK_EVERY_S)
        finally:
            for child in reversed(self.children):
                child.stop()

    def _look_after(self, child: Child) -> None:
        if child.is_running:
            return
        if child.process is None:
            if child.after is None or child.after.exists():
                child.start()
        elif child.died_at_s is None:
            child.died_at_s = time.monotonic()
            child.signal(signal.SIGKILL)
            self.report(child.name, child.process.returncode)
        elif time.monotonic() - child.died_at_s >= RESTART_WAIT_S:
            child.start()
