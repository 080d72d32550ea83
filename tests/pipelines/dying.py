"""Runs the refresh job of one home again and again, each time in a process that kills itself in another asset.

`dying.py HOME STEP…`: the process ends with SIGKILL once the asset is made and before the run knows it. Libraries are
loaded once: every death is a fork's.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import great_expectations  # noqa: F401  takes seconds: once, before the forks

from pipelines.run import run_refresh
from warehouse.lake.refresh import Refresh
from warehouse.settings import Settings


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_in(step: str) -> None:
    """Make this process die when `step` (ingest, a mart, serving) has done its work."""
    ingest, build, swap = Refresh.ingest, Refresh.build, Refresh.swap

    def dying_ingest(run: Refresh) -> Any:
        done = ingest(run)
        if step == "ingest":
            die()
        return done

    def dying_build(run: Refresh, name: str) -> Any:
        built = build(run, name)
        if step == name:
            die()
        return built

    def dying_swap(run: Refresh) -> Any:
        done = swap(run)
        if step == "serving":
            die()
        return done

    Refresh.ingest, Refresh.build, Refresh.swap = dying_ingest, dying_build, dying_swap  # type: ignore[method-assign]


def main(home: Path, steps: list[str]) -> None:
    for step in steps:
        child = os.fork()
        if child == 0:
            kill_in(step)
            run_refresh(Settings.load(home=home))
            os._exit(0)  # it should have died
        _pid, status = os.waitpid(child, 0)
        print(step, "killed" if os.WIFSIGNALED(status) else f"ended with {status}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
