"""Builds one mart in the warehouse: its touched slices are deleted and computed anew, in one transaction.

Nothing here marks a slice as clean: that happens when a serving file holding it was swapped in (warehouse.lake.swap).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import duckdb

from warehouse.marts.codes import learn
from warehouse.marts.portions import only, portions
from warehouse.marts.registry import BY_NAME, IN_PORTIONS, Mart, MARTS, staging_of, stagings_after
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
    present = dict(connection.execute(_MARTS_PRESENT).fetchall())
    connection.execute("BEGIN")
    try:
        missing = [mart for mart in marts if anew or mart.name not in present]
        for mart in missing:
            if mart.name in present:
                connection.execute(_drop_statement(mart, present[mart.name]))
        _create_empty(connection, missing)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _create_empty(connection: duckdb.DuckDBPyConnection, marts: Sequence[Mart]) -> None:
    """Each staging table once, empty, for all the marts that read it."""
    made: list[str] = []
    for mart in marts:
        for staging in staging_of(mart):
            if staging.name not in made:
                connection.execute(_staging_statement(staging.name, staging.sql, empty=True))
                made.append(staging.name)
        connection.execute(_create_statement(mart))
    for name in made:
        connection.execute(_drop_staging_statement(name))


_TEMPORARY = "SELECT table_name FROM duckdb_tables() WHERE temporary"
_MARTS_PRESENT = (
    "SELECT table_name, table_type FROM information_schema.tables"
    " WHERE table_catalog = current_database() AND table_schema = 'marts'"
)


def build(connection: duckdb.DuckDBPyConnection, mart: Mart) -> Built:
    """Compute the touched slices of `mart` (see warehouse.marts.slices) and put them in place of the old ones."""
    begun = time.perf_counter()
    if mart.is_view:
        return Built(mart.name, 0, _one(connection, _count_statement(BY_NAME[mart.inputs[0]])), time.perf_counter() - begun)
    if mart.name in IN_PORTIONS:
        written = _build_in_portions(connection, mart)
    else:
        written = _build_slices(connection, mart) if is_touched(connection, mart) else 0
        for staging in staging_of(mart):
            if staging.name not in stagings_after(mart):
                connection.execute(_drop_staging_statement(staging.name))
    if mart.is_aging:
        connection.execute(aging_statement(mart))
    total = _one(connection, _count_statement(mart))
    return Built(mart.name, written, total, time.perf_counter() - begun)


def is_touched(connection: duckdb.DuckDBPyConnection, mart: Mart) -> bool:
    """Whether any slice of `mart` has to be computed."""
    return mart.slice == "whole" or bool(connection.execute(_TOUCHED, [mart.kind]).fetchone())


_TOUCHED = "SELECT 1 FROM touched_months WHERE kind = ? LIMIT 1"


def _build_in_portions(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    """Rows written of `mart`. Its companions of IN_PORTIONS are built along with the first of them that is asked for."""
    if "built_ahead" in _temporary(connection):
        ahead = connection.execute("DELETE FROM built_ahead WHERE mart = ? RETURNING rows", [mart.name]).fetchone()
        if ahead:
            return int(ahead[0])
    present = dict(connection.execute(_MARTS_PRESENT).fetchall())
    companions = [BY_NAME[name] for name in IN_PORTIONS if name in present]
    if companions[0] != mart:
        companions = [mart]  # asked for alone
    written = dict.fromkeys((one.name for one in companions), 0)
    found = portions(connection)
    for months in found:
        with only(connection, months) if len(found) > 1 else nullcontext():
            for one in companions:
                written[one.name] += _build_slices(connection, one)
            for name in {staging.name for one in companions for staging in staging_of(one)}:
                connection.execute(_drop_staging_statement(name))
    connection.execute("CREATE OR REPLACE TEMP TABLE built_ahead (mart VARCHAR, rows BIGINT)")
    for name, rows in written.items():
        if name != mart.name:
            connection.execute("INSERT INTO built_ahead VALUES (?, ?)", [name, rows])
    return written[mart.name]


def _build_slices(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    present = _temporary(connection)
    for staging in staging_of(mart):
        if staging.name not in present:
            connection.execute(_staging_statement(staging.name, staging.sql, empty=False))
    if mart.codes:
        learn(connection, mart)
    if not mart.is_sorted:
        connection.execute("SET preserve_insertion_order = false")
    connection.execute("BEGIN")
    try:
        connection.execute(delete_statement(mart))
        written = _one(connection, _insert_statement(mart))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("SET preserve_insertion_order = true")
    return written


def _temporary(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in connection.execute(_TEMPORARY).fetchall()}


def _one(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def delete_statement(mart: Mart, schema: str = "marts") -> str:
    """DELETE of the touched slices of `mart` in `schema` (of the warehouse, or of the serving file being built)."""
    target = f"{schema}.{quoted(mart.name)}"
    if mart.slice == "whole":
        return f"DELETE FROM {target}"
    return f"DELETE FROM {target} AS m USING touched_periods AS t WHERE {in_touched_slices(mart.kind, mart.slice)}"


def aging_statement(mart: Mart, schema: str = "marts") -> str:
    """UPDATE of the ages in `schema` that are of another day than that of the agency's latest record."""
    return f"""UPDATE {schema}.{quoted(mart.name)} AS m SET age_days = date_diff('day', m.since_on, a.today) FROM as_of AS a
        WHERE a.agency = m.agency AND m.since_on IS NOT NULL AND m.age_days <> date_diff('day', m.since_on, a.today)"""


def copy_statement(mart: Mart, schema: str) -> str:
    """INSERT of the touched slices of `mart` from the warehouse into `schema`."""
    target, source = f"{schema}.{quoted(mart.name)}", f"marts.{quoted(mart.name)} AS m"
    if mart.slice == "whole":
        return f"INSERT INTO {target} BY NAME SELECT m.* FROM {source}"
    touched = f"SEMI JOIN touched_periods AS t ON {in_touched_slices(mart.kind, mart.slice)}"
    return f"INSERT INTO {target} BY NAME SELECT {served_columns(mart)} FROM {source} {touched}"


def served_columns(mart: Mart) -> str:
    """What of the rows m of `mart` stands in the serving file."""
    return ", ".join(f"m.{quoted(name)}" for name in mart.served_columns) or "m.*"


def view_statement(mart: Mart, schema: str = "marts") -> str:
    """CREATE VIEW of `mart` in `schema`, over marts that stand beside it."""
    return f"CREATE VIEW {schema}.{quoted(mart.name)} AS\n{mart.sql}"


def _staging_statement(name: str, text: str, *, empty: bool) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS {f'SELECT * FROM ({text}) LIMIT 0' if empty else text}"


def _drop_staging_statement(name: str) -> str:
    return f"DROP TABLE IF EXISTS temp.{quoted(name)}"


def _drop_statement(mart: Mart, table_type: str) -> str:
    return f"DROP {'VIEW' if table_type == 'VIEW' else 'TABLE'} marts.{quoted(mart.name)}"


def _create_statement(mart: Mart) -> str:
    if mart.is_view:
        return view_statement(mart)
    return f"CREATE TABLE marts.{quoted(mart.name)} AS SELECT * FROM ({mart.sql}) LIMIT 0"


def _insert_statement(mart: Mart) -> str:
    return f"INSERT INTO marts.{quoted(mart.name)} BY NAME\n{mart.sql}"


def _count_statement(mart: Mart) -> str:
    return f"SELECT count(*) FROM marts.{quoted(mart.name)}"
