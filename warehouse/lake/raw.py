"""The raw schema: every published table as it was published, plus node, batch and the agency's local day and month.

Driven by the operations schema; a column added there is added here. Bookkeeping tables of the lake stand here too.
"""

from __future__ import annotations

import duckdb

from warehouse.lake.columns import Column, has_local_day, published_tables
from warehouse.sql import quoted, read


def ensure_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing: schemas raw, ref, marts, checks, alerts, plans, the raw tables and their new columns."""
    connection.execute("BEGIN")
    try:
        connection.execute(read("warehouse.lake", "schema"))
        connection.execute(read("warehouse.lake", "checks"))
        connection.execute(read("warehouse.lake", "alerts"))
        connection.execute(read("warehouse.lake", "plans"))
        _ensure_raw_tables(connection)
        connection.execute(read("warehouse.lake", "subjects"))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _ensure_raw_tables(connection: duckdb.DuckDBPyConnection) -> None:
    present: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'raw'"
    ).fetchall():
        present.setdefault(table, set()).add(column)
    for table, columns in published_tables().items():
        if table not in present:
            connection.execute(_create_statement(table, columns))
            continue
        for column in columns:
            if column.name not in present[table]:
                connection.execute(_add_column_statement(table, column))


def _create_statement(table: str, columns: tuple[Column, ...]) -> str:
    parts = [f"{quoted(c.name)} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in columns]
    parts += ["node VARCHAR NOT NULL" if all(c.name != "node" for c in columns) else "source_node VARCHAR NOT NULL"]
    parts += ["batch VARCHAR NOT NULL"]
    if has_local_day(table):
        parts += ["local_day DATE", "local_month DATE"]
    return f"CREATE TABLE raw.{quoted(table)} ({', '.join(parts)})"


def _add_column_statement(table: str, column: Column) -> str:
    return f"ALTER TABLE raw.{quoted(table)} ADD COLUMN {quoted(column.name)} {column.type}"


def node_column(table: str) -> str:
    """The raw column that says which node published the row (`payments` has a column node of its own)."""
    own = any(column.name == "node" for column in published_tables()[table])
    return "source_node" if own else "node"
