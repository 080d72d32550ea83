"""Reading `serving.duckdb`: the one place that opens it, read-only. Building and swapping it is another module's work.

The pipelines build the file beside and swap it with `os.replace`, so a path names another file after each refresh.
DuckDB's `connect(path)` answers with the instance this process already has for that *path*, which would be the old
file for ever; a private in-memory instance that attaches the file sees the new one. A reading keeps the file it began
with, so that the figures of one page come from one refresh.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import N_, PatuhError
from warehouse.settings import Settings

_USE_MARTS = "USE serving.marts"

State = tuple[Path, tuple[int, ...]]
"""Which file, as it was swapped in."""


class NotServed(PatuhError):
    """There is nothing to read yet, or what lies there cannot be read. `reason` is "missing" or "unreadable"."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class Serving:
    """The serving file of one home, opened anew when it was swapped. Any thread may take a cursor."""

    def __init__(self, path: Path, *, threads: int = 2, memory: str = "512MB") -> None:
        self.path = path
        self._options = {"threads": str(threads), "memory_limit": memory}
        self._lock = threading.Lock()
        self._opened: tuple[tuple[int, int, int], duckdb.DuckDBPyConnection] | None = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor on the file that is served now; NotServed when there is none or it cannot be read."""
        return self._begin()[0]

    def _begin(self) -> tuple[duckdb.DuckDBPyConnection, State]:
        with self._lock:
            cursor = self._current().cursor()
            state = (self.path, self._opened[0] if self._opened else ())
        cursor.execute(_USE_MARTS)
        cursor.execute("SET TimeZone = 'UTC'")  # of the cursor: it does not inherit its connection's
        return cursor, state

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One cursor on one state of the figures, closed at the end."""
        cursor = self.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def reading_state(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, State]]:
        """As `reading`, with what names this state: an answer to the same question is the same while it is."""
        cursor, state = self._begin()
        try:
            yield cursor, state
        finally:
            cursor.close()

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened[1].close()
            self._opened = None

    def _current(self) -> duckdb.DuckDBPyConnection:
        identity = self._identity()
        if self._opened is None or self._opened[0] != identity:
            # The old instance is let go, not closed: cursors that still read it finish on the file they began with.
            self._opened = (identity, self._attach())
        return self._opened[1]

    def _identity(self) -> tuple[int, int, int]:
        try:
            found = self.path.stat()
        except OSError:
            self._opened = None
            raise NotServed("missing", N_("No figures have been prepared yet.")) from None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _attach(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(":memory:", config=dict(self._options))
        try:
            connection.execute(_attach_statement(self.path))
            connection.execute(_USE_MARTS)
        except duckdb.Error:
            connection.close()
            self._opened = None
            raise NotServed("unreadable", N_("The prepared figures cannot be read.")) from None
        return connection


def _attach_statement(path: Path) -> str:
    """ATTACH takes no bound value; the path is the home's own, quoted."""
    literal = str(path).replace("'", "''")
    return f"ATTACH '{literal}' AS serving (READ_ONLY)"


_served: dict[Path, Serving] = {}
_served_lock = threading.Lock()


def open_serving(settings: Settings) -> Serving:
    """The reader of this home, one per process."""
    with _served_lock:
        if settings.serving_db not in _served:
            _served[settings.serving_db] = Serving(settings.serving_db, threads=settings.duckdb_threads)
        return _served[settings.serving_db]
