"""Whether rows just taken in may stay: inside their batch's transactions, not of the future, and not wrong in themselves.

Asked inside the transaction that took them in, so that a batch with one unfit row leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from warehouse.lake.columns import published_tables
from warehouse.lake.raw import node_column
from warehouse.sql import quoted

CLOCK_MARGIN = timedelta(hours=1)
"""How far ahead a node's clock may be. Beyond it a row would carry balances and calendars into days that are not there yet;
its batch waits, and goes in by itself once the time has come."""

_MOMENTS = ("occurred_at", "recorded_at", "started_at", "finished_at")


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of one table that transactions first..last of a node brought."""

    table: str
    node: str
    first: int
    last: int


Judge = Callable[[duckdb.DuckDBPyConnection, Taken], str | None]
"""What is wrong in itself with the rows just taken in; None when nothing is."""


def nothing_wrong(_connection: duckdb.DuckDBPyConnection, _taken: Taken) -> str | None:
    return None


class Unfit(Exception):
    """These rows may not stay. `reason` is a word for raw.quarantine, `detail` a sentence about it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def refuse_unfit(
    connection: duckdb.DuckDBPyConnection, taken: Taken, rows: int, now: datetime, judge: Judge = nothing_wrong
) -> None:
    """Unfit when the `rows` just inserted may not stay."""
    within, *latest = (
        connection.execute(_statement(taken.table), [taken.node, taken.first, taken.last]).fetchone() or ()
    )
    if within != rows:
        raise Unfit("content", f"{taken.table}: rows outside the batch's transactions")
    ahead = max((moment for moment in latest if moment is not None), default=now)
    if ahead > now + CLOCK_MARGIN:
        raise Unfit("future", f"{taken.table}: rows up to {ahead:%Y-%m-%d %H:%M} UTC, which is still to come")
    wrong = judge(connection, taken)
    if wrong:
        raise Unfit("content", f"{taken.table}: {wrong}")


def rows_of(taken: Taken) -> str:
    """SQL for the rows themselves; bind node, first and last."""
    return f"SELECT * FROM raw.{quoted(taken.table)} WHERE {node_column(taken.table)} = ? AND txid BETWEEN ? AND ?"


def _statement(table: str) -> str:
    moments = [column.name for column in published_tables()[table] if column.name in _MOMENTS]
    latest = "".join(f", max({quoted(name)})" for name in moments)
    where = f"{node_column(table)} = ? AND txid BETWEEN ? AND ?"
    return f"SELECT count(*){latest} FROM raw.{quoted(table)} WHERE {where}"
