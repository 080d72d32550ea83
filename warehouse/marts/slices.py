"""Which slices of the marts are stale: temporary tables touched_months, _years, _periods, joined by every mart's SQL.

A slice is (kind, agency, local month); years follow from their months. A full build touches every month there is, with
the same SQL, so that a full and an incremental build cannot disagree by construction.
"""

from __future__ import annotations

import duckdb

from warehouse.sql import read

_PACKAGE = "warehouse.marts"


_KINDS = ("visits", "cases", "loans", "outreach", "revenue", "receipts", "surveys")
AGAIN = "again"
"""The kind of a month in raw.pending that a person ordered: every kind's slice of it, and no later month."""
_DAY_COLUMN = {"opened": "opened_on", "received": "received_on"}
"""Slice → the column of a mart without periods that says to which month a row belongs."""


def touch(connection: duckdb.DuckDBPyConnection, *, full: bool) -> int:
    """Fill the touched_* tables (temporary, for this connection); return the number of touched months."""
    for name in ("as_of", "data_span", "latest_day", "road_span"):
        connection.execute(_temp_table(name, read(_PACKAGE, f"touched/{name}")))
    if full:
        months = " UNION ALL ".join(f"SELECT '{kind}' AS kind, m.* FROM ({_months(kind)}) AS m" for kind in _KINDS)
    else:
        months = read(_PACKAGE, "touched/pending")
        if connection.execute("SELECT 1 FROM raw.pending WHERE kind = ? LIMIT 1", [AGAIN]).fetchone():
            months = " UNION ".join([f"({months})", *(_again(kind) for kind in _KINDS)])
    connection.execute(_temp_table("touched_months", months))
    if not full:
        connection.execute(read(_PACKAGE, "touched/keep"))
    follow_months(connection)
    connection.execute("DROP TABLE IF EXISTS temp.built_ahead")
    row = connection.execute("SELECT count(*) FROM touched_months").fetchone()
    return int(row[0]) if row else 0


def follow_months(connection: duckdb.DuckDBPyConnection) -> None:
    """Years and periods of touched_months as it is now."""
    connection.execute(_temp_table("touched_years", read(_PACKAGE, "touched/years")))
    connection.execute(_temp_table("touched_periods", read(_PACKAGE, "touched/periods")))
    connection.execute(_temp_table("year_months", read(_PACKAGE, "touched/year_months")))


def _months(kind: str) -> str:
    return read(_PACKAGE, f"touched/{kind}")


def _again(kind: str) -> str:
    """The slices of `kind` that lie in ordered months, of those a full build would touch."""
    return f"""SELECT '{kind}', m.agency, m.local_month FROM ({_months(kind)}) AS m
        SEMI JOIN raw.pending AS p ON p.kind = '{AGAIN}' AND p.agency = m.agency AND p.local_month = m.local_month"""


def _temp_table(name: str, text: str) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS\n{text}"


def in_touched_slices(kind: str, slice_: str) -> str:
    """SQL condition: the row m of a mart lies in the touched slice t (a row of touched_periods)."""
    if slice_ in _DAY_COLUMN:
        day = _DAY_COLUMN[slice_]
        return f"t.kind = '{kind}' AND t.agency = m.agency AND t.grain = 'day' AND t.period_start = m.{day}"
    return f"t.kind = '{kind}' AND t.agency = m.agency AND t.grain = m.grain AND t.period_start = m.period_start"
