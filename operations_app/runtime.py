"""What the running process holds: database, publisher, desks. Started by the server, read by pages and routes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from operations_app.desk.desk import Desks
from warehouse.clock import utc_now
from warehouse.identity.sessions import current, Session
from warehouse.operations.database import OperationsDatabase
from warehouse.search.index import TitleIndex
from warehouse.settings import Settings


class Publishing(Protocol):
    """What the routes need of the publisher."""

    @property
    def published_txid(self) -> int: ...

    def flush(self) -> object: ...


@dataclass
class Running:
    """One per process. `session_of` says who holds a cookie; the server keeps the default."""

    db: OperationsDatabase
    publisher: Publishing | None = None
    desks: Desks = field(default_factory=Desks)
    session_of: Callable[[Settings, str | None], Session | None] = current
    clock: Callable[[], datetime] = utc_now
    _titles: TitleIndex | None = None
    _making: threading.Lock = field(default_factory=threading.Lock)

    def title_index(self) -> TitleIndex:
        """The index of the titles of `db`; it builds itself at the first search, or before when it is started."""
        with self._making:
            if self._titles is None or self._titles.db is not self.db:
                self._titles = TitleIndex(self.db)
            return self._titles

    @property
    def settings(self) -> Settings:
        return self.db.settings


_running: list[Running] = []


def start(running: Running) -> Running:
    """Make `running` what `get` answers; the one before it is forgotten."""
    _running[:] = [running]
    return running


def stop() -> None:
    _running.clear()


def get() -> Running:
    """The running process's state; RuntimeError before the server has started."""
    if not _running:
        raise RuntimeError("the operations app is not running")
    return _running[0]
