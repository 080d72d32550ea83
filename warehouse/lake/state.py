"""What the warehouse knows about itself (raw.state): small named texts."""

from __future__ import annotations

import duckdb

FULL, WHOLE = "full", "whole"
PREPARED, SERVED = "prepared_run", "served_run"


def read_state(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM raw.state WHERE name = ?", [name]).fetchone()
    return str(row[0]) if row else None


def write_state(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO raw.state VALUES (?, ?)", [name, value])


def clear_state(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute("DELETE FROM raw.state WHERE name = ?", [name])


def full_is_due(connection: duckdb.DuckDBPyConnection) -> None:
    """Everything has to be rebuilt; holds until a serving file built so was swapped in, whatever happens in between."""
    write_state(connection, FULL, "due")


def is_full_due(connection: duckdb.DuckDBPyConnection) -> bool:
    return read_state(connection, FULL) is not None


def whole_marts_are_stale(connection: duckdb.DuckDBPyConnection) -> None:
    """Something that marts without slices tell of has changed; holds until a serving file with it was swapped in."""
    write_state(connection, WHOLE, "due")


def are_whole_marts_stale(connection: duckdb.DuckDBPyConnection) -> bool:
    return read_state(connection, WHOLE) is not None
