"""Counts rows that break expectations: one pass over the rows for all of them, by agency.

A look at every row of a large table takes two short cuts: no join with what is new, and keys are compared with the number
of rows before anybody looks for the double ones. Both count the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from expectations.library import Expectation
from expectations.scopes import whole

Counts = dict[str | None, int]
"""Agency (None: the rows have none) → rows that break an expectation."""

LARGE_ROWS = 50_000
"""From here on the short cuts are worth their own queries."""


def narrowed(connection: duckdb.DuckDBPyConnection, table: str, subject: str) -> str:
    """`subject`, or simply the table when that is large and `subject` is all of it."""
    total = rows(connection, table)
    if total < LARGE_ROWS or subject == whole(table):
        return subject
    return whole(table) if _number(connection, _subject_rows_statement(subject)) == total else subject


def count(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    subject: str,
    expectations: Iterable[Expectation],
    has_agency: bool,
) -> tuple[int, dict[str, Counts]]:
    """Rows in `subject`, and per expectation the rows that break it by agency (those with none left out)."""
    every = list(expectations)
    asked = every
    if subject == whole(table) and (total := rows(connection, table)) >= LARGE_ROWS:
        asked = [e for e in every if not e.key or _number(connection, _keys_statement(table, e.key)) < total]
    found = connection.execute(_counts_statement(subject, asked, has_agency)).fetchall()
    by_name: dict[str, Counts] = {e.name: {} for e in every}
    for place, expectation in enumerate(asked):
        by_name[expectation.name] = {row[0]: int(row[2 + place]) for row in found if row[2 + place]}
    return sum(int(row[1]) for row in found), by_name


def rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return _number(connection, _rows_statement(table))


def _number(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _rows_statement(table: str) -> str:
    return f"SELECT count(*) FROM {table}"


def _subject_rows_statement(subject: str) -> str:
    return f"SELECT count(*) FROM ({subject}) AS s"


def _keys_statement(table: str, key: tuple[str, ...]) -> str:
    return f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(key)} FROM {table})"


def _counts_statement(subject: str, expectations: list[Expectation], has_agency: bool) -> str:
    """One pass for all expectations: each is a column of the rows, and what is true of it is counted by agency."""
    agency = "s.agency" if has_agency else "NULL::VARCHAR"
    broken = "".join(f", ({e.breaks}) AS b{place}" for place, e in enumerate(expectations))
    counted = "".join(f", count_if(b{place})" for place in range(len(expectations)))
    return f"SELECT agency, count(*){counted} FROM (SELECT {agency} AS agency{broken} FROM ({subject}) AS s) GROUP BY 1"
