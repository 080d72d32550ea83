"""Many small rows into a table in one statement: a statement per row costs a hundred times as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import orjson

from warehouse.sql import quoted


def insert_rows(connection: duckdb.DuckDBPyConnection, schema: str, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """`rows` into schema.table, by name, typed by the table they go into; moments carry their zone."""
    if not rows:
        return
    described = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
        " ORDER BY ordinal_position",
        [schema, table],
    ).fetchall()
    shape = orjson.dumps([dict(described)]).decode()
    connection.execute(_insert_statement(schema, table), [orjson.dumps(rows).decode(), shape])


def _insert_statement(schema: str, table: str) -> str:
    return f"INSERT INTO {quoted(schema)}.{quoted(table)} BY NAME SELECT unnest(from_json(?::JSON, ?), recursive := true)"
