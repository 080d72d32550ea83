"""Rows in and out of DuckDB as dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import orjson

from warehouse.sql import quoted

Row = dict[str, Any]
FEW_ROWS = 8


def fetch(cursor: duckdb.DuckDBPyConnection, sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    """Rows as dictionaries."""
    cursor.execute(sql, params)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def insert_rows(cursor: duckdb.DuckDBPyConnection, table: str, types: Mapping[str, str], rows: Sequence[Row]) -> None:
    """All rows in one INSERT. `types` are the table's columns; values are bound.

    A statement costs about half a millisecond to plan and a bound value 10 microseconds more, so many rows travel as one
    JSON text that DuckDB unnests (128 rows: 1.7 ms against 12.7 ms). Lists would be unnested too: such tables use VALUES.
    """
    if not rows:
        return
    names = ",".join(map(quoted, types))
    if len(rows) < FEW_ROWS or any(type_.endswith("[]") for type_ in types.values()):
        mark = "(" + ",".join("?" * len(types)) + ")"
        statement = f"INSERT INTO {quoted(table)} ({names}) VALUES {','.join([mark] * len(rows))}"
        cursor.execute(statement, [row[name] for row in rows for name in types])
        return
    shape = orjson.dumps([types]).decode()
    statement = f"INSERT INTO {quoted(table)} ({names}) SELECT unnest(from_json(?, '{shape}'), recursive := true)"
    cursor.execute(statement, [orjson.dumps([{name: row[name] for name in types} for row in rows]).decode()])
