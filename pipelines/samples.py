"""What a mart looks like, for the metadata of its asset: its columns and types, and its latest rows as Markdown."""

from __future__ import annotations

import dagster as dg
import duckdb

from warehouse.marts.headers import header_of
from warehouse.marts.registry import Mart
from warehouse.sql import quoted

ROWS = 5
_CELL_CHARACTERS_MAX = 40


def sample_markdown(connection: duckdb.DuckDBPyConnection, mart: Mart) -> str:
    """Rows of the latest period of `mart` as a Markdown table; none of a confidential one."""
    if mart.is_confidential:
        return ""
    cursor = connection.execute(_sample_statement(connection, mart), [ROWS])
    names = [column[0] for column in cursor.description or ()]
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(_cell(value) for value in row) for row in cursor.fetchall()]
    return "\n".join(f"| {line} |" for line in lines)


def table_schema(connection: duckdb.DuckDBPyConnection, mart: Mart) -> dg.TableSchema:
    """Columns, types and what they mean, as Dagster shows them."""
    meant = header_of(mart.sql).columns
    columns = columns_of(connection, mart.name)
    return dg.TableSchema([dg.TableColumn(name, kind, meant.get(name)) for name, kind in columns])


def columns_of(connection: duckdb.DuckDBPyConnection, mart: str) -> list[tuple[str, str]]:
    """(column, type) of a mart in the warehouse."""
    return connection.execute(_COLUMNS, [mart]).fetchall()


_COLUMNS = (
    "SELECT column_name, data_type FROM information_schema.columns"
    " WHERE table_schema = 'marts' AND table_name = ? ORDER BY ordinal_position"
)


def _sample_statement(connection: duckdb.DuckDBPyConnection, mart: Mart) -> str:
    """The newest rows: a sort by the column that tells of time, which keeps a handful of rows only."""
    names = {name for name, _kind in columns_of(connection, mart.name)}
    newest = next((name for name in ("period_start", "opened_on", "received_on") if name in names), None)
    order = f"ORDER BY {quoted(newest)} DESC NULLS LAST, {', '.join(map(quoted, mart.key))}" if newest else ""
    return f"SELECT * FROM marts.{quoted(mart.name)} {order} LIMIT ?"


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "/").replace("\n", " ")
    return text if len(text) <= _CELL_CHARACTERS_MAX else text[: _CELL_CHARACTERS_MAX - 1] + "…"
