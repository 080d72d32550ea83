"""Proof that the records are whole: `patuh verify`.

Checks, in this order and naming the first place that differs: the journal's numbers and hash chain; the facts of every
transaction against their digest; facts that no transaction wrote; every state table against the one rebuilt from facts;
receipt numbers without gap or double; the landing zone's checksums.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import orjson

from warehouse import sql
from warehouse.errors import IntegrityError
from warehouse.i18n import N_
from warehouse.operations.journal import chain, CHAINED, facts_digest, GENESIS
from warehouse.operations.rows import fetch, Row
from warehouse.operations.tables import FACT_KEYS, STATES

WINDOW = 20_000  # transactions looked at in one go


@dataclass(frozen=True)
class Finding:
    """What a check looked at: how many, of what."""

    check: str
    count: int


def verify(connection: duckdb.DuckDBPyConnection, landing: Path) -> Iterator[Finding]:
    """Run all checks on one snapshot; yields what was looked at, raises IntegrityError at the first difference."""
    connection.execute("BEGIN")  # desks may go on writing meanwhile
    try:
        yield Finding("journal", verify_journal(connection))
        yield Finding("state", verify_state(connection))
        yield Finding("receipts", verify_receipts(connection))
    finally:
        connection.execute("ROLLBACK")
    yield Finding("landing", verify_landing(landing))


def verify_journal(connection: duckdb.DuckDBPyConnection) -> int:
    """Numbers 1, 2, 3, …; each row's hash follows from the one before; each digest matches the facts on disk."""
    known = {row["table_name"] for row in fetch(connection, "SELECT table_name FROM duckdb_tables()", [])}
    tables = [name for name in FACT_KEYS if name in known]
    previous, expected, total = GENESIS, 1, _count(connection, "journal")
    top = int((connection.execute("SELECT coalesce(max(txid), 0) FROM journal").fetchone() or (0,))[0])
    for first in range(1, top + 1, WINDOW):
        facts = _facts(connection, tables, first, first + WINDOW - 1)
        rows = fetch(
            connection, "SELECT * FROM journal WHERE txid BETWEEN ? AND ? ORDER BY txid", [first, first + WINDOW - 1]
        )
        for row in rows:
            if row["txid"] != expected:
                raise IntegrityError(N_("Journal: transaction {txid} is missing."), txid=expected)
            if chain(previous, {name: row[name] for name in CHAINED}) != row["sha256"]:
                raise IntegrityError(
                    N_("Journal: transaction {txid} was changed, or the one before it."), txid=expected
                )
            if facts_digest(facts.pop(expected, [])) != row["facts_sha256"]:
                raise IntegrityError(N_("Facts of transaction {txid} were changed, removed or added."), txid=expected)
            previous, expected = row["sha256"], expected + 1
        if facts:
            raise IntegrityError(N_("Facts of transaction {txid} stand in no journal row."), txid=min(facts))
    for name in tables:
        statement = f"SELECT min(txid) AS txid FROM {sql.quoted(name)} WHERE txid < 1 OR txid > ?"
        stray = fetch(connection, statement, [top])[0]["txid"]
        if stray is not None:
            raise IntegrityError(N_("Facts of transaction {txid} stand in no journal row."), txid=stray)
    return total


def verify_state(connection: duckdb.DuckDBPyConnection) -> int:
    """Every state table equals the one its rebuild query computes from the facts."""
    for name in STATES:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE rebuilt AS {sql.read('warehouse.operations', 'rebuild/' + name)}"
        )
        columns = [
            row["column_name"]
            for row in fetch(connection, "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [name])
        ]
        listed = ", ".join(map(sql.quoted, columns))
        for one, other in ((name, "rebuilt"), ("rebuilt", name)):
            statement = f"SELECT {listed} FROM {sql.quoted(one)} EXCEPT ALL SELECT {listed} FROM {sql.quoted(other)}"
            connection.execute(statement)
            if connection.fetchone() is not None:
                raise IntegrityError(N_("State table {name} differs from what the facts say."), name=name)
        connection.execute("DROP TABLE rebuilt")
    return len(STATES)


def rebuild_state(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill every state table anew from the facts."""
    for name in STATES:
        columns = [
            row["column_name"]
            for row in fetch(connection, "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [name])
        ]
        table, listed = sql.quoted(name), ", ".join(map(sql.quoted, columns))
        rebuild = sql.read("warehouse.operations", "rebuild/" + name)
        emptying = f"DELETE FROM {table}"
        filling = f"INSERT INTO {table} ({listed}) SELECT {listed} FROM ({rebuild})"
        connection.execute(emptying)
        connection.execute(filling)


def verify_receipts(connection: duckdb.DuckDBPyConnection) -> int:
    """Receipt numbers per node and year run from 1 without gap or double."""
    rows = fetch(
        connection,
        "SELECT node, receipt_year, count(*) AS n, count(DISTINCT receipt_no) AS numbers, min(receipt_no) AS low,"
        " max(receipt_no) AS high FROM payments GROUP BY ALL ORDER BY ALL",
        [],
    )
    for row in rows:
        if not row["n"] == row["numbers"] == row["high"] or row["low"] != 1:
            raise IntegrityError(
                N_("Receipts of {node} in {year} have a gap or a double."), node=row["node"], year=row["receipt_year"]
            )
    return sum(row["n"] for row in rows)


def verify_landing(landing: Path) -> int:
    """Every published file has the checksum its manifest states. A folder that a kill left half-written has no such name."""
    count = 0
    for manifest in sorted(landing.glob("*/[0-9]*/manifest.json")):
        for entry in orjson.loads(manifest.read_bytes())["tables"].values():
            file = manifest.parent / entry["file"]
            if not file.is_file() or sha256_of(file) != entry["sha256"]:
                raise IntegrityError(N_("Landing: {file} is missing or damaged."), file=str(file))
        count += 1
    return count


def sha256_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _facts(
    connection: duckdb.DuckDBPyConnection, tables: list[str], first: int, last: int
) -> dict[int, list[tuple[str, str, Row]]]:
    found: dict[int, list[tuple[str, str, Row]]] = defaultdict(list)
    for name in tables:
        statement = f"SELECT * FROM {sql.quoted(name)} WHERE txid BETWEEN ? AND ?"
        key = FACT_KEYS[name]
        for row in fetch(connection, statement, [first, last]):
            found[row["txid"]].append((name, str(row[key]), row))
    return found


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    statement = f"SELECT count(*) FROM {sql.quoted(table)}"
    return int((connection.execute(statement).fetchone() or (0,))[0])
