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

from warehouse.planning.month import Month, Solved

KEPT = 64
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
    try:
        done = subprocess.run(
            [sys.executable, "-m", "warehouse.planning"], input=pickle.dumps((month, seconds)), capture_output=True,
            check=True, timeout=seconds + STARTS_S,
        )  # fmt: skip
        found: Solved = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, pickle.UnpicklingError, EOFError) as wrong:
        raise PlanFailed(str(wrong)) from wrong
    return found
