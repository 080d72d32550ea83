"""Builds one mart in the warehouse: its touched slices are deleted and computed anew, in one transaction.

Nothing here marks a slice as clean: that happens when a serving file holding it was swapped in (warehouse.lake.swap).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from warehouse.marts.registry import Mart, MARTS, staging_of
from warehouse.marts.slices import in_touched_slices
from warehouse.sql import quoted


@dataclass(frozen=True, slots=True)
class Built:
    mart: str
    rows_written: int
    rows_total: int
    seconds: float


def ensure_marts(connection: duckdb.DuckDBPyConnection, *, anew: bool, marts: Sequence[Mart] = MARTS) -> None:
    """Empty tables for marts that are not there; with `anew` all are dropped first (their columns may have changed).

    The touched_* tables must be there, since the marts' SQL, which gives the columns, joins them.
    """
    present = {name for (name,) in connection.execute(_MARTS_PRESENT).fetchall()}
    missing = [mart for mart in marts if anew or mart.name not in present]
    connection.execute("BEGIN")
    try:
        _create_empty(connection, missing)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _create_empty(connection: duckdb.DuckDBPyConnection, marts: list[Mart]) -> None:
    for mart in marts:
        connection.execute(_drop_statement(mart))
        for staging in staging_of(mart):
            connection.execute(_staging_statement(staging.name, staging.sql, empty=True))
        connection.execute(_create_statement(mart))
        for staging in staging_of(mart):
            connection.execute(_drop_staging_statement(staging.name))


_TEMPORARY = "SELECT table_name FROM duckdb_tables() WHERE temporary"
_MARTS_PRESENT = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'marts'"


def build(connection: duckdb.DuckDBPyConnection, mart: Mart) -> Built:
    """Compute the touched slices of `mart` (see warehouse.marts.slices) and put them in place of the old ones."""
    begun = time.perf_counter()
    present = {name for (name,) in connection.execute(_TEMPORARY).fetchall()}
    for staging in staging_of(mart):
        if staging.name not in present:
            connection.execute(_staging_statement(staging.name, staging.sql, empty=False))
    connection.execute("BEGIN")
    try:
        connection.execute(delete_statement(mart))
        inserted = connection.execute(_insert_statement(mart)).fetchone()
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    total = connection.execute(_count_statement(mart)).fetchone()
    return Built(
        mart.name, int(inserted[0]) if inserted else 0, int(total[0]) if total else 0, time.perf_counter() - begun
    )


def delete_statement(mart: Mart, schema: str = "marts") -> str:
    """DELETE of the touched slices of `mart` in `schema` (of the warehouse, or of the serving file being built)."""
    target = f"{schema}.{quoted(mart.name)}"
    if mart.slice == "whole":
        return f"DELETE FROM {target}"
    return f"DELETE FROM {target} AS m USING touched_periods AS t WHERE {in_touched_slices(mart.kind, mart.slice)}"


def copy_statement(mart: Mart, schema: str) -> str:
    """INSERT of the touched slices of `mart` from the warehouse into `schema`."""
    target, source = f"{schema}.{quoted(mart.name)}", f"marts.{quoted(mart.name)} AS m"
    if mart.slice == "whole":
        return f"INSERT INTO {target} BY NAME SELECT m.* FROM {source}"
    condition = in_touched_slices(mart.kind, mart.slice)
    return f"INSERT INTO {target} BY NAME SELECT m.* FROM {source} SEMI JOIN touched_periods AS t ON {condition}"


def _staging_statement(name: str, text: str, *, empty: bool) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS {f'SELECT * FROM ({text}) LIMIT 0' if empty else text}"


def _drop_staging_statement(name: str) -> str:
    return f"DROP TABLE IF EXISTS temp.{quoted(name)}"


def _drop_statement(mart: Mart) -> str:
    return f"DROP TABLE IF EXISTS marts.{quoted(mart.name)}"


def _create_statement(mart: Mart) -> str:
    return f"CREATE TABLE marts.{quoted(mart.name)} AS SELECT * FROM ({mart.sql}) LIMIT 0"


def _insert_statement(mart: Mart) -> str:
    return f"INSERT INTO marts.{quoted(mart.name)} BY NAME\n{mart.sql}"


def _count_statement(mart: Mart) -> str:
    return f"SELECT count(*) FROM marts.{quoted(mart.name)}"
