"""Batches → raw tables. A group of contiguous batches goes in as one transaction with its rows in raw.batches and the
mart slices it makes stale, so that taking a batch in twice changes nothing and a crash leaves all or nothing.

A batch that is wrong is quarantined whole; its node waits there, since later transactions build on earlier ones, while
other nodes go on. Every refresh looks at it again: put right, or carried again, it goes in with those behind it. A batch
whose transactions came with another one (published anew) is passed over.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import duckdb

from warehouse.clock import Clock, utc_now
from warehouse.lake.columns import has_local_day
from warehouse.lake.fitness import Judge, nothing_wrong, refuse_unfit, Taken, Unfit
from warehouse.lake.landing import Batch, batch_names, content_faults, Fault, file_faults, read_batch
from warehouse.lake.local_time import known_zones, local_time
from warehouse.lake.raw import node_column
from warehouse.logs import logger
from warehouse.settings import Settings
from warehouse.sql import quoted, read

_log = logger(__name__)
GROUP_BATCHES_MAX = 400
TOUCHED_KINDS = ("visits", "loans", "holdings", "cases", "outreach", "revenue", "receipts", "surveys")


@dataclass
class Ingested:
    """What one round of ingestion did."""

    batches: int = 0
    rows_by_table: dict[str, int] = field(default_factory=dict)
    rows_by_node: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.rows_by_table.values())


def waiting(connection: duckdb.DuckDBPyConnection, settings: Settings) -> list[tuple[str, str]]:
    """(node, batch) lying in landing that raw does not hold yet."""
    taken = set(connection.execute("SELECT node, batch FROM raw.batches").fetchall())
    return [named for named in batch_names(settings.landing) if named not in taken]


def ingest(
    connection: duckdb.DuckDBPyConnection, settings: Settings, clock: Clock = utc_now, judge: Judge = nothing_wrong
) -> Ingested:
    """Take in every batch that lies there in order; return rows per table and node, and what was wrong.

    `judge` may find more wrong with the rows of a table than that they cannot be stored.
    """
    doorway = _Doorway(connection, settings, clock, judge)
    done = Ingested()
    for node, named in groupby(waiting(connection, settings), key=lambda pair: pair[0]):
        names = [name for _node, name in named]
        for start in range(0, len(names), GROUP_BATCHES_MAX):
            fault = _ingest_node(doorway, node, names[start : start + GROUP_BATCHES_MAX], done)
            if fault:
                _quarantine(connection, fault, clock)
                done.faults.append(fault)
                break
    return done


@dataclass(frozen=True, slots=True)
class _Doorway:
    """What every batch passes."""

    connection: duckdb.DuckDBPyConnection
    settings: Settings
    clock: Clock
    judge: Judge


def _ingest_node(doorway: _Doorway, node: str, names: list[str], done: Ingested) -> Fault | None:
    """Take in the leading good batches of `names`; return the fault of the first bad one."""
    good, fault = _leading_good(doorway.connection, doorway.settings, node, names)
    try:
        _take_in(doorway, good, done)
    except (duckdb.Error, Unfit):
        for batch in good:  # one by one, to find the culprit
            try:
                _take_in(doorway, [batch], done)
            except Unfit as wrong:
                return Fault(node, batch.name, wrong.reason, wrong.detail)
            except duckdb.Error as wrong:
                return Fault(node, batch.name, "content", str(wrong).splitlines()[0])
    return fault


def _leading_good(
    connection: duckdb.DuckDBPyConnection, settings: Settings, node: str, names: list[str]
) -> tuple[list[Batch], Fault | None]:
    expected = _last_txid(connection, node) + 1
    good: list[Batch] = []
    fault: Fault | None = None
    for name in names:
        if _last_txid_of(name) < expected:
            continue
        batch = read_batch(settings.landing, node, name)
        if isinstance(batch, Fault):
            fault = batch
        elif batch.first_txid != expected:
            fault = Fault(node, name, "order", f"begins with {batch.first_txid}, expected {expected}")
        else:
            fault = file_faults(batch)
        if fault or isinstance(batch, Fault):
            break
        good.append(batch)
        expected = batch.last_txid + 1
    wrong = {found.batch: found for found in _content_faults(connection, good)}
    for index, batch in enumerate(good):
        if batch.name in wrong:
            return good[:index], wrong[batch.name]
    return good, fault


def _content_faults(connection: duckdb.DuckDBPyConnection, batches: list[Batch]) -> list[Fault]:
    """All batches in one look; when a file cannot be read at all, one by one up to that one."""
    try:
        return content_faults(connection, batches)
    except duckdb.Error as unreadable:
        if len(batches) == 1:
            return [Fault(batches[0].node, batches[0].name, "file", str(unreadable).splitlines()[0])]
    return next((found for batch in batches if (found := _content_faults(connection, [batch]))), [])


def _last_txid_of(name: str) -> int:
    """The last transaction in a batch, by the name of its folder; a name that says nothing is never passed over."""
    last = name.partition("-")[2]
    return int(last) if last.isdigit() else sys.maxsize


def _last_txid(connection: duckdb.DuckDBPyConnection, node: str) -> int:
    row = connection.execute("SELECT coalesce(max(last_txid), 0) FROM raw.batches WHERE node = ?", [node]).fetchone()
    return int(row[0]) if row else 0


def _take_in(doorway: _Doorway, batches: Sequence[Batch], done: Ingested) -> None:
    if not batches:
        return
    connection, now = doorway.connection, doorway.clock()
    node, first, last = batches[0].node, batches[0].first_txid, batches[-1].last_txid
    paths: dict[str, list[str]] = {}
    for batch in batches:
        for file in batch.files:
            paths.setdefault(file.table, []).append(str(file.path))
    rows: dict[str, int] = {}
    zones = known_zones(connection)
    connection.execute("BEGIN")
    try:
        for table, files in sorted(paths.items()):
            inserted = connection.execute(_insert_statement(table, zones), {"files": files, "node": node}).fetchone()
            rows[table] = int(inserted[0]) if inserted else 0
            refuse_unfit(connection, Taken(table, node, first, last), rows[table], now, doorway.judge)
        connection.executemany(
            "INSERT INTO raw.batches VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [[node, b.name, b.first_txid, b.last_txid, b.published_at, b.schema_version, now, b.rows] for b in batches],
        )
        for kind in TOUCHED_KINDS:
            connection.execute(read("warehouse.lake", f"touched/{kind}"), {"node": node, "first": first, "last": last})
        connection.execute(
            "DELETE FROM raw.quarantine WHERE node = ? AND try_cast(split_part(batch, '-', 2) AS BIGINT) <= ?",
            [node, last],
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    done.batches += len(batches)
    for table, count in rows.items():
        done.rows_by_table[table] = done.rows_by_table.get(table, 0) + count
        done.rows_by_node[node] = done.rows_by_node.get(node, 0) + count
    _log.info("batches_ingested", node=node, batches=len(batches), first_txid=first, last_txid=last)


def _insert_statement(table: str, zones: Sequence[str]) -> str:
    """INSERT of Parquet files into one raw table; node, batch and local day are added on the way."""
    target, node = f"raw.{quoted(table)}", node_column(table)
    added = f"$node AS {node}, list_extract(parse_path(p.filename), -2) AS batch"
    if not has_local_day(table):
        return f"""INSERT INTO {target} BY NAME SELECT p.* EXCLUDE (filename), {added}
            FROM read_parquet($files, filename = true, union_by_name = true) p"""
    return f"""INSERT INTO {target} BY NAME
        SELECT *, date_trunc('month', local_day)::DATE AS local_month
        FROM (SELECT p.* EXCLUDE (filename), {added}, {local_time("p.occurred_at", zones)}::DATE AS local_day
              FROM read_parquet($files, filename = true, union_by_name = true) p
              LEFT JOIN ref.agencies a ON a.agency = p.agency)"""


def _quarantine(connection: duckdb.DuckDBPyConnection, fault: Fault, clock: Clock) -> None:
    """One row per batch: since when it cannot be taken in for this reason, and why it cannot now."""
    connection.execute(
        "DELETE FROM raw.quarantine WHERE node = ? AND batch = ? AND reason <> ?",
        [fault.node, fault.batch, fault.reason],
    )
    connection.execute(
        "INSERT INTO raw.quarantine VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET detail = excluded.detail",
        [fault.node, fault.batch, fault.reason, fault.detail, clock()],
    )
    _log.error("batch_quarantined", node=fault.node, batch=fault.batch, reason=fault.reason, detail=fault.detail)
