"""How often the public form may be sent: per address and by everybody together. Kept in the process, in little memory."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ADDRESSES_MAX = 5000


@dataclass
class Limit:
    """At most `most` events within `within`, per key and over all keys together (`most_of_all`)."""

    most: int
    most_of_all: int
    within: timedelta
    _by_key: dict[str, deque[datetime]] = field(default_factory=dict)
    _all: deque[datetime] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_reached(self, key: str, at: datetime) -> bool:
        with self._lock:
            self._drop_old(at)
            return len(self._all) >= self.most_of_all or len(self._by_key.get(key, ())) >= self.most

    def count(self, key: str, at: datetime) -> None:
        with self._lock:
            self._drop_old(at)
            self._all.append(at)
            if key in self._by_key or len(self._by_key) < ADDRESSES_MAX:
                self._by_key.setdefault(key, deque()).append(at)

    def forget(self) -> None:
        with self._lock:
            self._by_key.clear()
            self._all.clear()

    def _drop_old(self, at: datetime) -> None:
        oldest = at - self.within
        while self._all and self._all[0] <= oldest:
            self._all.popleft()
        for key in [key for key, times in self._by_key.items() if times[-1] <= oldest]:
            del self._by_key[key]
        for times in self._by_key.values():
            while times and times[0] <= oldest:
                times.popleft()


TRIES = Limit(most=20, most_of_all=300, within=timedelta(minutes=10))
TAKEN = Limit(most=5, most_of_all=100, within=timedelta(days=1))
SURVEYS = Limit(most=60, most_of_all=600, within=timedelta(hours=1))
"""Forms of the satisfaction survey: all visitors of a library may stand behind one address."""
