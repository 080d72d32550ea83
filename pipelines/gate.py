"""What quarantines a batch: a critical expectation a row breaks by itself (an unknown code, a value that must be given).

Rows that are wrong only beside others are not judged here, since nobody can say which of them is: they hold back the
figures in a step of their own (pipelines.checks).
"""

from __future__ import annotations

from functools import cache

import duckdb

from expectations.library import Expectation
from expectations.suites import RAW
from warehouse.lake.fitness import rows_of, Taken


def wrong_in_itself(connection: duckdb.DuckDBPyConnection, taken: Taken) -> str | None:
    """The first expectation of the table's suite that one of these rows breaks by itself."""
    expectations = alone(taken.table)
    if not expectations:
        return None
    counts = connection.execute(_statement(taken), [taken.node, taken.first, taken.last]).fetchone() or ()
    for expectation, count in zip(expectations, counts, strict=True):
        if count:
            return f"{expectation.sentence} ({count})"
    return None


@cache
def alone(table: str) -> tuple[Expectation, ...]:
    """The critical expectations of a raw table that look at one row only."""
    suite = RAW.get(table)
    if suite is None:
        return ()
    return tuple(e for e in suite.expectations if e.severity == "critical" and "select" not in e.breaks.lower())


def _statement(taken: Taken) -> str:
    counts = ", ".join(f"count(*) FILTER (WHERE {e.breaks})" for e in alone(taken.table))
    return f"SELECT {counts} FROM ({rows_of(taken)}) AS s"
