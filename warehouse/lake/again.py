"""Serves marts again that have changed after the swap without a new record: alerts that were sent, checks that were made.

The figures and their meta_refresh stay as they are; only whole marts of this kind are replaced, in a copy of serving.duckdb
that takes its place like every other.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence

import duckdb

from warehouse.lake.attach import attached_building
from warehouse.lake.state import read_state, SERVED
from warehouse.lake.swap import building_file, fsync, remove, run_of
from warehouse.marts.build import build, copy_statement, delete_statement
from warehouse.marts.registry import BY_NAME
from warehouse.settings import Settings


def serve_again(connection: duckdb.DuckDBPyConnection, settings: Settings, names: Sequence[str]) -> bool:
    """Build these whole marts and put them into the served file. False: what is served is not of this warehouse, or lacks
    one of them; then the next refresh brings them.
    """
    marts = [BY_NAME[name] for name in names]
    if any(mart.slice != "whole" for mart in marts):
        raise ValueError("only whole marts can be served again")
    served = settings.serving_db
    if not served.exists() or run_of(served) != read_state(connection, SERVED):
        return False
    if not _has(connection, "marts", names):
        return False
    for mart in marts:
        build(connection, mart)
    building = building_file(settings)
    remove(building)
    shutil.copyfile(served, building)
    with attached_building(connection, building):
        if not _has(connection, "marts", names, "building"):
            return False
        connection.execute("BEGIN")
        for mart in marts:
            connection.execute(delete_statement(mart, "building.marts"))
            connection.execute(copy_statement(mart, "building.marts"))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT building")
    fsync(building)
    building.replace(served)
    fsync(settings.home)
    return True


def _has(connection: duckdb.DuckDBPyConnection, schema: str, names: Sequence[str], database: str | None = None) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = ? AND list_contains(?, table_name)"
        " AND database_name = coalesce(?, current_database())",
        [schema, list(names), database],
    ).fetchone()
    return bool(found) and found[0] == len(set(names))  # type: ignore[index]
