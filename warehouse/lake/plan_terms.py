"""Which files of planning terms are read, and what is wrong with them → checks.planning_terms, for the checks to say.

A damaged file holds up the plans of its agency only (warehouse.lake.plan_next); everything else goes on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from warehouse.catalogue.read_planning import agency_of, fault_of, planning_files
from warehouse.i18n import in_language
from warehouse.lake.state import read_state, whole_marts_are_stale, write_state
from warehouse.settings import Settings

_STATE = "planning_terms"


def note_planning_terms(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Bring checks.planning_terms up to the files, if one changed; the plans are then due, even without new records."""
    files = list(planning_files(settings.catalogue_dir))
    digest = hashlib.sha256(b"\0".join(str(path).encode() + b"\0" + _bytes(path) for path in files)).hexdigest()
    before = read_state(connection, _STATE)
    if digest == before:
        return
    with in_language(settings.language):
        rows = [[agency_of(path), str(path), wrong.sentence() if (wrong := fault_of(path)) else None] for path in files]
    connection.execute("BEGIN")
    try:
        connection.execute("DELETE FROM checks.planning_terms")
        connection.executemany("INSERT INTO checks.planning_terms VALUES (?, ?, ?)", rows)
        write_state(connection, _STATE, digest)
        if before is not None:
            whole_marts_are_stale(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
