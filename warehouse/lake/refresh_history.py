"""Which refresh served which records under which catalogue: raw.refreshes, insert-only. What `--as-of` is looked up in."""

from __future__ import annotations

import duckdb

from warehouse.lake.catalogue_history import keep_catalogue
from warehouse.lake.state import clear_state, read_state, SERVED, write_state
from warehouse.marts.registry import definitions_sha256
from warehouse.settings import Settings
from warehouse.sql import read

CATALOGUE = "catalogue_kept"


def remember_catalogue(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Keep the catalogue in force. When it is not the one last served, the next swap is due even without new rows:
    a letterhead or a name changes no figure, and still the served figures must say which catalogue they follow.
    """
    digest = keep_catalogue(settings)
    if digest == read_state(connection, CATALOGUE):
        return
    connection.execute("BEGIN")
    try:
        write_state(connection, CATALOGUE, digest)
        clear_state(connection, SERVED)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def kept_catalogue(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The SHA-256 of the catalogue the figures follow."""
    return read_state(connection, CATALOGUE)


def remember_refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what marts.meta_refresh says now."""
    connection.execute(read("warehouse.lake", "remember_refresh"), {"definitions": definitions_sha256()})
