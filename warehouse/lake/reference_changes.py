"""A changed catalogue → the slices it makes stale: only what is judged by the part that changed.

The reference tables as they were stand beside the new ones (was_*) while this is worked out, in the transaction that
replaces them, so that a crash forgets neither or both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.lake.state import whole_marts_are_stale
from warehouse.sql import quoted, read

COMPARED = ("sop_units", "sop_steps", "sop_step_documents", "sop_in_force", "agencies", "calendar_days")
PARTS = ("sops", "calendars", "places")
"""What a catalogue consists of, for whoever depends on it; each has its text in `changed/`."""


@contextmanager
def stale_by_difference(connection: duckdb.DuckDBPyConnection, parts: list[str]) -> Iterator[None]:
    """The block replaces the reference tables; afterwards the slices touched by the changed `parts` are stale."""
    for name in COMPARED:
        connection.execute(_keep_statement(name))
    yield
    for part in parts:
        connection.execute(read("warehouse.lake", f"changed/{part}"))
    for name in COMPARED:
        connection.execute(_drop_statement(name))
    whole_marts_are_stale(connection)


def _keep_statement(name: str) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {quoted('was_' + name)} AS SELECT * FROM ref.{quoted(name)}"


def _drop_statement(name: str) -> str:
    return f"DROP TABLE temp.{quoted('was_' + name)}"
