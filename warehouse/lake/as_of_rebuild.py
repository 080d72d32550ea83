"""The marts as they were: built again from the raw rows up to a state, under the catalogue in force then.

A scratch warehouse in memory holds views of the raw tables that end with the state's transactions, and the reference
tables of the kept catalogue; the marts' own SQL does the rest. Nothing of the home is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import duckdb

from warehouse.lake.as_of import AsOf
from warehouse.lake.attach import duckdb_config
from warehouse.lake.catalogue_history import past_catalogue
from warehouse.lake.columns import Column, has_local_day, published_tables
from warehouse.lake.local_time import known_zones, local_time
from warehouse.lake.raw import node_column
from warehouse.lake.reference import extend_calendars, load_reference
from warehouse.lake.regions import fill_regions
from warehouse.marts.build import build, ensure_marts
from warehouse.marts.registry import BY_NAME, definitions_sha256, Mart, MARTS, marts_before
from warehouse.marts.slices import touch
from warehouse.settings import Settings
from warehouse.sql import quoted, read


@contextmanager
def scratch_warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse in memory; large ones spill into the home's tmp."""
    connection = duckdb.connect(":memory:", config=duckdb_config(settings))
    try:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


def rebuild(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    as_of: AsOf,
    marts: Sequence[str],
    *,
    agency: str,
    days: Sequence[date],
) -> None:
    """Build `marts` in `connection` as they were for `agency` in the years of `days`; other slices stay empty.

    `connection` is a scratch warehouse with the warehouse attached (warehouse.lake.attach.attached_records).
    """
    connection.execute(read("warehouse.lake", "schema"))
    _limit(connection, as_of)
    wanted = _with_inputs(marts)
    with past_catalogue(settings, as_of.catalogue or "") as past:
        load_reference(connection, past.catalogue, definitions_sha256())
        if past.regions:
            fill_regions(connection, past.regions)
        _show_raw_tables(connection)
        extend_calendars(connection, past.catalogue)
    touch(connection, full=True)
    for name in _DAY_OF:
        connection.execute(_keep_statement(name), {"agency": agency, "years": sorted({day.year for day in days})})
    ensure_marts(connection, anew=True, marts=wanted)
    for mart in wanted:
        build(connection, mart)


def _limit(connection: duckdb.DuckDBPyConnection, as_of: AsOf) -> None:
    connection.execute("CREATE TABLE raw.as_of_txids (node VARCHAR PRIMARY KEY, txid BIGINT NOT NULL)")
    for node, txid in as_of.txids:
        connection.execute("INSERT INTO raw.as_of_txids VALUES (?, ?)", [node, txid])


def _with_inputs(names: Sequence[str]) -> list[Mart]:
    """`names` and all marts they are computed from, in an order in which they can be built."""
    wanted: set[str] = set()
    open_names = list(names)
    while open_names:
        name = open_names.pop()
        if name not in wanted:
            wanted.add(name)
            open_names += [before for before in marts_before(BY_NAME[name]) if before in BY_NAME[name].inputs]
    return [mart for mart in MARTS if mart.name in wanted]


def _show_raw_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Views of the recorded rows. The local day follows the clock of the catalogue in force then: it is worked out again
    when an agency's zone was corrected since.
    """
    same_clocks = connection.execute(read("warehouse.lake", "same_clocks")).fetchone() == (True,)
    zones = None if same_clocks else known_zones(connection)
    present: dict[str, set[str]] = {}
    for table, column in connection.execute(_RECORDED_COLUMNS).fetchall():
        present.setdefault(table, set()).add(column)
    for table, columns in published_tables().items():
        connection.execute(_view_statement(table, columns, present.get(table), zones))


_RECORDED_COLUMNS = (
    "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'records' AND schema_name = 'raw'"
)


def _view_statement(
    table: str, columns: Sequence[Column], present: set[str] | None, zones: Sequence[str] | None
) -> str:
    """A table or column that a newer version brought and no refresh has made yet is empty."""
    node = node_column(table)
    named = [*((column.name, column.type) for column in columns), (node, "VARCHAR"), ("batch", "VARCHAR")]
    if zones is None:
        named += _days(table)
    if present is None:
        empty = ", ".join(f"NULL::{kind} AS {quoted(name)}" for name, kind in dict([*named, *_days(table)]).items())
        return f"CREATE VIEW raw.{quoted(table)} AS SELECT {empty} WHERE false"
    shown = ", ".join(
        f"t.{quoted(name)}" if name in present else f"NULL::{kind} AS {quoted(name)}" for name, kind in named
    )
    days, joined = "", ""
    if zones is not None and has_local_day(table):
        day = f"{local_time('t.occurred_at', zones)}::DATE"
        days = f", {day} AS local_day, date_trunc('month', {day})::DATE AS local_month"
        joined = "LEFT JOIN ref.agencies AS a ON a.agency = t.agency"
    return f"""CREATE VIEW raw.{quoted(table)} AS SELECT {shown}{days}
        FROM records.raw.{quoted(table)} AS t
        JOIN raw.as_of_txids AS s ON s.node = t.{quoted(node)} AND t.txid <= s.txid {joined}"""


def _days(table: str) -> list[tuple[str, str]]:
    return [("local_day", "DATE"), ("local_month", "DATE")] if has_local_day(table) else []


_DAY_OF = {
    "touched_months": "local_month", "touched_years": "first_day", "touched_periods": "period_start",
    "year_months": "local_month",
}  # fmt: skip


def _keep_statement(name: str) -> str:
    """DELETE of the slices that were not asked for."""
    return f"DELETE FROM {name} WHERE agency <> $agency OR NOT list_contains($years::BIGINT[], year({_DAY_OF[name]}))"
