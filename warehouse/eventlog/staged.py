"""The marts' own staging tables for a few months of cases: who counts, under which version, with which events.

Temporary tables of the given connection; nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from warehouse.marts.registry import BY_NAME, staging_of
from warehouse.sql import read

UNITS = "fct_case_units"
_MONTHS = (
    "CREATE OR REPLACE TEMP TABLE touched_months AS"
    " SELECT 'cases' AS kind, unnest(?::VARCHAR[]) AS agency, ?::DATE AS local_month"
)


def stage_cases(connection: duckdb.DuckDBPyConnection, agencies: Sequence[str], local_month: date) -> None:
    """stg_cases, stg_unit_events and what they build on, of one month of these agencies."""
    connection.execute(_MONTHS, [list(agencies), local_month])
    for name in ("years", "periods"):
        connection.execute(_temp_table(f"touched_{name}", read("warehouse.marts", f"touched/{name}")))
    for staging in staging_of(BY_NAME[UNITS]):
        connection.execute(_temp_table(staging.name, staging.sql))


def _temp_table(name: str, text: str) -> str:
    return f"CREATE OR REPLACE TEMP TABLE {name} AS\n{text}"
