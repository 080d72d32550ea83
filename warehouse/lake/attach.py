"""The only place that opens or attaches warehouse.duckdb and the serving file under construction.

One owner: whoever writes the warehouse holds `home/warehouse.lock` (an flock, so a killed process leaves none behind).
Where the warehouse lives is known here alone; the rest sees one connection. Readers of the finished serving.duckdb are
in `warehouse.lake.serving`.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.settings import Settings

BUILDING = "building"
"""Name under which the serving file under construction is attached."""

RECORDS = "records"
"""Name under which the warehouse is attached by who only reads it."""

_POLL_S = 0.1


def lock_file(settings: Settings) -> Path:
    return settings.home / "warehouse.lock"


def is_busy(settings: Settings) -> bool:
    """Whether some process holds the warehouse now."""
    try:
        with lock_file(settings).open("r+") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def warehouse_lock(settings: Settings, wait_s: float) -> Iterator[None]:
    """Hold the warehouse; wait at most `wait_s` for whoever has it, then HomeError."""
    settings.make_home()
    until = time.monotonic() + wait_s
    with lock_file(settings).open("a+") as stream:
        while True:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    stream.seek(0)
                    raise HomeError(
                        N_("The warehouse is being refreshed by another process (pid {pid}). Try again in a moment."),
                        pid=stream.read().strip() or "?",
                    ) from None
                time.sleep(_POLL_S)
        stream.seek(0)
        stream.truncate()
        stream.write(str(os.getpid()))
        stream.flush()
        yield


@contextmanager
def open_warehouse(settings: Settings, *, wait_s: float = 120.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, writable, with the lock held until the block ends."""
    with warehouse_lock(settings, wait_s):
        try:
            connection = duckdb.connect(str(settings.warehouse_db), config=duckdb_config(settings))
        except duckdb.Error as wrong:
            raise HomeError(
                N_("warehouse.duckdb in the home cannot be opened: {reason}."), reason=str(wrong).splitlines()[0]
            ) from None
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET checkpoint_threshold = '1GB'")  # once, on closing: each costs what all tables hold
            yield connection
        finally:
            connection.close()


def duckdb_config(settings: Settings) -> dict[str, str | bool | int | float | list[str]]:
    """Threads, memory and where to spill, of whoever computes marts."""
    return {
        "threads": settings.duckdb_threads,
        "memory_limit": settings.duckdb_memory,
        "temp_directory": str(settings.home / "tmp"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
    }


@contextmanager
def attached_building(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """`path` attached read-write as the catalogue BUILDING; detached, and so closed, when the block ends."""
    connection.execute(_attach_statement(path))
    try:
        yield
    finally:
        connection.execute("DETACH building")


def _attach_statement(path: Path) -> str:
    literal = str(path).replace("'", "''")
    return f"ATTACH '{literal}' AS {BUILDING}"


@contextmanager
def attached_records(
    connection: duckdb.DuckDBPyConnection, settings: Settings, *, wait_s: float = 120.0
) -> Iterator[None]:
    """The warehouse attached read-only as the catalogue RECORDS, with the lock held: nobody writes it meanwhile."""
    with warehouse_lock(settings, wait_s):
        if not settings.warehouse_db.exists():
            raise HomeError(N_("There are no figures yet. Run `patuh refresh` first."))
        try:
            connection.execute(_attach_read_only_statement(settings.warehouse_db))
        except duckdb.Error as wrong:
            raise HomeError(
                N_("warehouse.duckdb in the home cannot be opened: {reason}."), reason=str(wrong).splitlines()[0]
            ) from None
        try:
            yield
        finally:
            connection.execute("DETACH records")


def _attach_read_only_statement(path: Path) -> str:
    literal = str(path).replace("'", "''")
    return f"ATTACH '{literal}' AS {RECORDS} (READ_ONLY)"
