"""The agency's wall clock in SQL. `timezone` with a zone from a column costs seven times one with a constant zone, so the
few zones there are become branches with constants. An agency that the catalogue does not know keeps UTC.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb


def known_zones(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The time zones of the agencies in ref.agencies."""
    found = connection.execute("SELECT DISTINCT timezone FROM ref.agencies ORDER BY timezone").fetchall()
    return [zone for (zone,) in found]


def local_time(moment: str, zones: Sequence[str]) -> str:
    """SQL for `moment` on the wall clock of the agency joined as `a`; zones come from the catalogue, which knows them."""
    branches = " ".join(f"WHEN '{zone}' THEN timezone('{zone}', {moment})" for zone in zones)
    utc = f"timezone('UTC', {moment})"
    return f"CASE a.timezone {branches} ELSE {utc} END" if zones else utc
