"""Touched months in portions: the marts of cases are computed for some months after the other, at the same memory for one
year and for ten. The same SQL: for the length of a portion the touched_* tables hold only its months.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import duckdb

from warehouse.marts.slices import follow_months
from warehouse.sql import read

CASES_MAX = 400_000
"""Cases of a portion: less than two million units, a gigabyte while they are joined."""

Months = list[tuple[str, date]]


def portions(connection: duckdb.DuckDBPyConnection) -> list[Months]:
    """The touched (agency, month) of cases, in portions of at most CASES_MAX cases, or of one month."""
    found: list[Months] = []
    size = 0
    for agency, month, cases in connection.execute(read("warehouse.marts", "touched/cases_by_month")).fetchall():
        if not found or size + cases > CASES_MAX:
            found.append([])
            size = 0
        found[-1].append((agency, month))
        size += cases
    return found


@contextmanager
def only(connection: duckdb.DuckDBPyConnection, months: Months) -> Iterator[None]:
    """Within the block nothing but these months of cases is touched."""
    connection.execute("CREATE OR REPLACE TEMP TABLE all_touched_months AS FROM touched_months")
    try:
        connection.execute("DELETE FROM touched_months")
        connection.executemany("INSERT INTO touched_months (kind, agency, local_month) VALUES ('cases', ?, ?)", months)
        follow_months(connection)
        yield
    finally:
        connection.execute("CREATE OR REPLACE TEMP TABLE touched_months AS FROM all_touched_months")
        follow_months(connection)
