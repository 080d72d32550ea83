"""Steps that were begun by a tap and are not finished: kept by the process, not on record.

After a restart the tap is forgotten; the step is then recorded without a beginning: not timed, never guessed.
"""

from __future__ import annotations

import threading
from datetime import datetime
from weakref import WeakKeyDictionary

from warehouse.operations.database import OperationsDatabase

Taps = dict[tuple[str, str], datetime]
_taps: WeakKeyDictionary[OperationsDatabase, Taps] = WeakKeyDictionary()
_lock = threading.Lock()


def begin(db: OperationsDatabase, case_id: str, act: str, at: datetime) -> None:
    """The first tap counts."""
    with _lock:
        _taps.setdefault(db, {}).setdefault((case_id, act), at)


def begun_at(db: OperationsDatabase, case_id: str, act: str) -> datetime | None:
    with _lock:
        return _taps.get(db, {}).get((case_id, act))


def forget(db: OperationsDatabase, case_id: str, act: str) -> None:
    with _lock:
        _taps.get(db, {}).pop((case_id, act), None)
