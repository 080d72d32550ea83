"""Frames already read from one state of the served figures: an answer stays true until the next swap of the file.

The same question of twenty viewers is asked of the file once, also when they ask at the same moment. A question carries
everything that bounds it (agencies, places, days), so nobody is answered with what another one may see.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

import pandas as pd

MOST_BYTES = 128 * 1024 * 1024
LARGEST_BYTES = MOST_BYTES // 8
"""One frame never pushes out all the others."""


class Memory:
    """Of one state of the file; any thread may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._frames: OrderedDict[Hashable, tuple[pd.DataFrame, int]] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def frame(self, question: Hashable, read: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The answer, read when it is not known. It is the asker's own: what is changed in it changes nothing here."""
        known = self._known(question)
        if known is None:
            with self._lock:
                turn = self._asked.setdefault(question, threading.Lock())
            with turn:
                known = self._known(question)
                if known is None:
                    known = read()
                    self._keep(question, known)
        return known.copy(deep=False)  # pandas copies what is written to

    def _known(self, question: Hashable) -> pd.DataFrame | None:
        with self._lock:
            if question not in self._frames:
                return None
            self._frames.move_to_end(question)
            return self._frames[question][0]

    def _keep(self, question: Hashable, frame: pd.DataFrame) -> None:
        size = int(frame.memory_usage(deep=True).sum())
        with self._lock:
            self._asked.pop(question, None)
            if size > min(LARGEST_BYTES, self._most_bytes):
                return
            self._frames[question] = (frame, size)
            self._bytes += size
            while self._bytes > self._most_bytes:
                _question, (_frame, freed) = self._frames.popitem(last=False)
                self._bytes -= freed


_memories: OrderedDict[Hashable, Memory] = OrderedDict()
_memories_lock = threading.Lock()
_STATES = 2
"""The state that is served, and the one before it for whoever began with it."""


def memory_of(state: Hashable) -> Memory:
    """What is remembered of one state of the file; that of older states goes."""
    with _memories_lock:
        found = _memories.setdefault(state, Memory())
        _memories.move_to_end(state)
        while len(_memories) > _STATES:
            _memories.popitem(last=False)
        return found
