"""serving.duckdb: built beside the old one and put in its place with os.replace, so that no reader ever waits.

The touched slices are changed in a copy of the old file; without a usable old file everything is copied from the
warehouse. Only after the swap are slices and batches marked as served; a crash before that leaves them stale, and the
next refresh does them again.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.clock import Clock, utc_now
from warehouse.lake.attach import attached_building, BUILDING
from warehouse.lake.refresh_history import kept_catalogue, remember_refresh
from warehouse.lake.state import (
    are_whole_marts_stale,
    clear_state,
    FULL,
    is_full_due,
    PREPARED,
    read_state,
    SERVED,
    WHOLE,
    write_state,
)
from warehouse.marts.build import (
    aging_statement,
    copy_statement,
    delete_statement,
    is_touched,
    served_columns,
    view_statement,
)
from warehouse.marts.codes import follow
from warehouse.marts.registry import Mart
from warehouse.marts.registry import SERVED as SERVED_MARTS
from warehouse.settings import Settings
from warehouse.sql import quoted, read


@dataclass(frozen=True, slots=True)
class Swapped:
    """`swapped` is False when serving.duckdb already held everything."""

    swapped: bool
    rows: int
    from_scratch: bool
    seconds: float


def is_current(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Whether serving.duckdb holds all the warehouse knows, so that a swap would change nothing."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM raw.batches WHERE served_at IS NULL) + (SELECT count(*) FROM raw.pending)"
    ).fetchone()
    stale = bool(row and row[0]) or is_full_due(connection) or are_whole_marts_stale(connection)
    return not stale and settings.serving_db.exists() and run_of(settings.serving_db) == read_state(connection, SERVED)


def swap(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    *,
    run_id: str,
    begun_at: datetime,
    clock: Clock = utc_now,
) -> Swapped:
    """Put the marts of the warehouse in place of serving.duckdb. Every mart must have been built before."""
    begun = time.perf_counter()
    building = building_file(settings)
    remove(building)
    from_scratch = is_full_due(connection) or not _copy_of_last(connection, settings, building)
    if from_scratch:
        remove(building)
    _write_meta(connection, settings, run_id, begun_at, clock)
    with attached_building(connection, building):
        rows = _fill(connection, from_scratch)
    write_state(connection, PREPARED, run_id)
    fsync(building)
    building.replace(settings.serving_db)
    fsync(settings.home)
    _mark_served(connection, run_id, clock())
    return Swapped(True, rows, from_scratch, time.perf_counter() - begun)


def _write_meta(
    connection: duckdb.DuckDBPyConnection, settings: Settings, run_id: str, begun_at: datetime, clock: Clock
) -> None:
    now = clock()
    connection.execute(
        read("warehouse.lake", "meta_refresh"),
        {
            "refreshed_at": now,
            "run_id": run_id,
            "seconds": (now - begun_at).total_seconds(),
            "is_demo": settings.is_demo,
            "node": settings.node,
            "catalogue": kept_catalogue(connection),
        },
    )
    remember_refresh(connection)


def _fill(connection: duckdb.DuckDBPyConnection, from_scratch: bool) -> int:
    if from_scratch:
        connection.execute("CREATE SCHEMA building.marts")
        rows = sum(_create(connection, mart) for mart in SERVED_MARTS)
    else:
        touched = [mart for mart in SERVED_MARTS if not mart.is_view and is_touched(connection, mart)]
        for mart in touched:
            if mart.codes:
                follow(connection, mart, BUILDING)
        connection.execute("BEGIN")
        rows = sum(_replace_slices(connection, mart) for mart in touched)
        for mart in SERVED_MARTS:
            if mart.is_aging:
                connection.execute(aging_statement(mart, "building.marts"))
        connection.execute("COMMIT")
    connection.execute("CREATE OR REPLACE TABLE building.marts.meta_refresh AS SELECT * FROM marts.meta_refresh")
    connection.execute("CHECKPOINT building")
    return rows


def _create(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    if mart.is_view:
        connection.execute(view_statement(mart, "building.marts"))
        return 0
    return _rows(connection, _create_copy_statement(mart))


def _replace_slices(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    connection.execute(delete_statement(mart, "building.marts"))
    return _rows(connection, copy_statement(mart, "building.marts"))


def _rows(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    """Rows that `statement` wrote."""
    counted = connection.execute(statement).fetchone()
    return int(counted[0]) if counted else 0


def _create_copy_statement(mart: Mart) -> str:
    name = quoted(mart.name)
    return f"CREATE TABLE building.marts.{name} AS SELECT {served_columns(mart)} FROM marts.{name} AS m"


def _copy_of_last(connection: duckdb.DuckDBPyConnection, settings: Settings, building: Path) -> bool:
    """Copy the present serving file, if it is the one last swapped in (or prepared, when a crash came between)."""
    if not settings.serving_db.exists():
        return False
    shutil.copyfile(settings.serving_db, building)
    return run_of(building) in {read_state(connection, SERVED), read_state(connection, PREPARED)} - {None}


def run_of(path: Path) -> str | None:
    """The run that made the serving file at `path`; None when it cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as serving:
            row = serving.execute("SELECT max(run_id) FROM marts.meta_refresh").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row and row[0] is not None else None


def _mark_served(connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute("UPDATE raw.batches SET served_at = ? WHERE served_at IS NULL", [now])
        connection.execute("DELETE FROM raw.pending")
        clear_state(connection, FULL)
        clear_state(connection, WHOLE)
        write_state(connection, SERVED, run_id)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def building_file(settings: Settings) -> Path:
    return settings.home / "serving.building.duckdb"


def remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + ".wal")):
        name.unlink(missing_ok=True)


def fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
