"""Plans that others wait for: each worked out in a process of its own, one after the other, and kept by its input.

A search keeps a core busy for seconds; in the process that draws pages it would hold up everybody. The same question,
asked by two people or asked again, is answered once.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from warehouse.planning.month import Month, Solved
from warehouse.planning.problem import Problem, Solution

KEPT = 64
SMALL = 25
"""Up to so many places one search finds as much as two."""
WIDE: tuple[tuple[float, ...], ...] = ((10.0, 3.0), (0.3, 0.3))
"""What a unit of score is worth in the rounds of each process (routing.ROUNDS): much for long days, little for short. The
first round for places at any length, the second for better ways, gets out of where two alike stay (p4.2.h: 814, now 835)."""
WIDE_ITERATIONS, SEARCH_SHARE, PROCESS_S = 600_000, 0.9, 0.8
STARTS_S = 30.0
"""How long a process may take beyond its search."""


class PlanFailed(Exception):
    """The process that was to find the routes came to nothing."""


@dataclass
class Waiting:
    """A plan that was asked for: `begun_s` (monotonic) once its search runs."""

    future: Future[Solved]
    seconds: float
    begun_s: float | None = field(default=None)

    @property
    def share_done(self) -> float:
        """How much of the time it may take at most has passed."""
        return 0.0 if self.begun_s is None else min(1.0, (time.monotonic() - self.begun_s) / self.seconds)


class Planner:
    """`ask` never blocks; look at the future, or wait for it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="planner")
        self._lock = threading.Lock()
        self._asked: OrderedDict[str, Waiting] = OrderedDict()

    def ask(self, key: str, month: Month, *, seconds: float) -> Waiting:
        """The plan of this input, begun now when nobody asked before, or when it failed then."""
        with self._lock:
            found = self._asked.get(key)
            if found is not None and not (found.future.done() and found.future.exception()):
                self._asked.move_to_end(key)
                return found
            asked = Waiting(Future(), seconds)
            self._asked[key] = asked
            while len(self._asked) > KEPT:
                self._asked.popitem(last=False)
        self._pool.submit(self._carry_out, asked, month)
        return asked

    def _carry_out(self, asked: Waiting, month: Month) -> None:
        asked.begun_s = time.monotonic()
        try:
            asked.future.set_result(solved_apart(month, seconds=asked.seconds))
        except Exception as wrong:  # noqa: BLE001  told to whoever waits
            asked.future.set_exception(wrong)


def solved_apart(month: Month, *, seconds: float) -> Solved:
    """The routes of `month`, found by another process."""
    found: Solved = answered("month", month, seconds, within_s=seconds)
    return found


def solved_wide(problem: Problem, *, seconds: float, iterations: int = WIDE_ITERATIONS) -> Solution:
    """A large problem, searched by a process a core, each its own way; what they came by is put together."""
    from warehouse.planning.routing import chosen_of, solve

    if len(problem.places) <= SMALL:
        return solve(problem, seconds=seconds)
    begun = time.monotonic()
    for_search = max(1.0, seconds * SEARCH_SHARE - PROCESS_S)
    with ThreadPoolExecutor(len(WIDE)) as cores:
        found = list(
            cores.map(
                lambda one: answered("search", problem, one[1], for_search, iterations, one[0], within_s=for_search),
                enumerate(WIDE, 1),
            )
        )
    return chosen_of(problem, found, seconds=max(1.0, seconds - (time.monotonic() - begun) - 0.5))


def answered(question: str, *values: Any, within_s: float) -> Any:
    """What another process answers (warehouse.planning.__main__)."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "warehouse.planning"], input=pickle.dumps((question, values)), capture_output=True,
            check=True, timeout=within_s + STARTS_S,
        )  # fmt: skip
        return pickle.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, pickle.UnpicklingError, EOFError) as wrong:
        raise PlanFailed(str(wrong)) from wrong
