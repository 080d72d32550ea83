"""The columns of published tables, read from the operations schema itself, so that no list can fall behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import duckdb

from warehouse.operations.migrate import migrations
from warehouse.operations.tables import JOURNAL_PUBLISHED_COLUMNS, PUBLISHED


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str  # as DuckDB spells it
    nullable: bool


@cache
def published_tables() -> dict[str, tuple[Column, ...]]:
    """Table → columns of everything that goes to landing, the journal with its published columns."""
    with duckdb.connect(":memory:") as connection:
        for _version, _name, text in migrations():
            connection.execute(text)
        found = connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable = 'YES' FROM information_schema.columns"
            " ORDER BY table_name, ordinal_position"
        ).fetchall()
    names = {table.name for table in PUBLISHED}
    tables: dict[str, list[Column]] = {}
    for table, name, kind, nullable in found:
        if table in names or (table == "journal" and name in JOURNAL_PUBLISHED_COLUMNS):
            tables.setdefault(table, []).append(Column(name, kind, nullable))
    return {name: tuple(columns) for name, columns in tables.items()}


@cache
def schema_version() -> int:
    """The newest operations schema this Patuh knows."""
    return migrations()[-1][0]


def has_local_day(table: str) -> bool:
    """Whether rows of `table` happen somewhere: they get a local day of their agency when ingested."""
    names = {column.name for column in published_tables()[table]}
    return {"agency", "occurred_at"} <= names
