"""One search in a process of its own (`python -m warehouse.planning`): a question comes in, its routes go out.

Started by warehouse.planning.apart, which is also the only one to speak to it: both ends of the pipe are ours.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

from warehouse.planning.month import solved
from warehouse.planning.packing import weight
from warehouse.planning.routing import searched

HANDED_BACK = 8000


def a_month(month: Any, seconds: float) -> Any:
    with contextlib.suppress(OSError):
        os.nice(10)  # below the pages that people wait for
    return solved(month, seconds=seconds)


def a_search(problem: Any, rounds: Any, seconds: float, iterations: int, seed: int) -> Any:
    best, pool = searched(problem, rounds, seconds=seconds, iterations=iterations, seed=seed)
    kept = sorted(pool.items(), key=lambda one: (-weight(problem, one[0][1]), one[1]))[:HANDED_BACK]
    return best, dict(kept)


ANSWERS: dict[str, Callable[..., Any]] = {"month": a_month, "search": a_search}


def main() -> None:
    question, values = pickle.load(sys.stdin.buffer)
    pickle.dump(ANSWERS[question](*values), sys.stdout.buffer)


if __name__ == "__main__":
    main()
