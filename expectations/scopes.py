"""Which rows a suite looks at: the whole table, or what this refresh brought or changed. SQL text, no database."""

from __future__ import annotations

from warehouse.lake.raw import node_column
from warehouse.marts.registry import BY_NAME
from warehouse.marts.slices import in_touched_slices


def whole(table: str) -> str:
    """Every row of `schema.table`."""
    return f"SELECT * FROM {table}"


def new_rows(table: str) -> str:
    """Rows of a raw table from batches that no served figure holds yet, failed earlier runs included."""
    name = table.removeprefix("raw.")
    return (
        f"SELECT r.* FROM {table} AS r JOIN raw.batches AS b ON b.node = r.{node_column(name)} AND b.batch = r.batch"
        " WHERE b.served_at IS NULL"
    )


def touched_rows(table: str) -> str:
    """Rows of a mart in the slices this refresh builds (warehouse.marts.slices)."""
    mart = BY_NAME.get(table.removeprefix("marts."))
    if mart is None or mart.slice == "whole":
        return whole(table)
    condition = in_touched_slices(mart.kind, mart.slice)
    return f"SELECT m.* FROM {table} AS m SEMI JOIN touched_periods AS t ON {condition}"
