"""What was already read or made: frames of one state of the served figures, true until the next swap of the file; charts.

The same question of twenty viewers is asked of the file once, also when they ask at the same moment. A question carries
everything that bounds it (agencies, places, days), so nobody is answered with what another one may see.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

MOST_BYTES = 128 * 1024 * 1024
LARGEST_BYTES = MOST_BYTES // 8
"""One frame never pushes out all the others."""


class Memory:
    """Of one state of the file; any thread may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def frame(self, question: Hashable, read: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The answer, read when it is not known. It is the asker's own: what is changed in it changes nothing here."""
        known: pd.DataFrame = self._answer(question, read, _frame_bytes)
        return known.copy(deep=False)  # pandas copies what is written to

    def text(self, question: Hashable, make: Callable[[], str]) -> str:
        made: str = self._answer(question, make, len)
        return made

    def questions(self) -> list[Hashable]:
        """What was asked, the latest last."""
        with self._lock:
            return list(self._kept)

    def _answer(self, question: Hashable, make: Callable[[], Any], size_of: Callable[[Any], int]) -> Any:
        known = self._known(question)
        if known is None:
            with self._lock:
                turn = self._asked.setdefault(question, threading.Lock())
            with turn:
                known = self._known(question)
                if known is None:
                    known = make()
                    self._keep(question, known, size_of(known))
        return known

    def _known(self, question: Hashable) -> Any:
        with self._lock:
            if question not in self._kept:
                return None
            self._kept.move_to_end(question)
            return self._kept[question][0]

    def _keep(self, question: Hashable, answer: Any, size: int) -> None:
        with self._lock:
            self._asked.pop(question, None)
            if size > min(LARGEST_BYTES, self._most_bytes):
                return
            self._kept[question] = (answer, size)
            self._bytes += size
            while self._bytes > self._most_bytes:
                _question, (_answer, freed) = self._kept.popitem(last=False)
                self._bytes -= freed


def _frame_bytes(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(deep=True).sum())


_memories: OrderedDict[Hashable, Memory] = OrderedDict()
_memories_lock = threading.Lock()
_STATES = 2
"""The state that is served, and the one before it for whoever began with it."""


def latest_before(state: tuple[Hashable, ...]) -> Memory | None:
    """What was remembered last of another state of the same file, whose name comes first."""
    with _memories_lock:
        known = [one for one in _memories if isinstance(one, tuple) and one[0] == state[0] and one != state]
        return _memories[known[-1]] if known else None


def memory_of(state: Hashable) -> Memory:
    """What is remembered of one state of the file; that of older states goes."""
    with _memories_lock:
        found = _memories.setdefault(state, Memory())
        _memories.move_to_end(state)
        while len(_memories) > _STATES:
            _memories.popitem(last=False)
        return found
