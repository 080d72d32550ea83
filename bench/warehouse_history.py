"""Years of two agencies in the landing zone, written straight as Parquet batches: what publishing would have left there.

Every row follows from its number and a hash, so that the same days are the same bytes; only the ids' length and
randomness, the columns and the checksums are those of real batches. Nothing goes through the desk's commands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, UTC
from pathlib import Path

import duckdb
import orjson

from warehouse.lake.columns import Column, published_tables, schema_version

HERE = Path(__file__).parent
LAST_DAY = date(2026, 11, 14)
"""The last day of every history, short or long, so that the day after it falls on the same date."""
BATCH_DAYS = 30
VISITS_PER_DAY = 560
PREPARED = ("warehouse_ids", "warehouse_seen", "warehouse_road", "warehouse_papers", "warehouse_events")


@dataclass(frozen=True, slots=True)
class Node:
    """The operations database of one agency."""

    name: str
    agency: str
    service_point: str


NODES = (Node("ntt", "NTT", "NTT-GEDUNG"), Node("jateng", "JATENG", "JTG-GEDUNG"))


@dataclass(frozen=True, slots=True)
class History:
    """`days` days up to LAST_DAY, `visits_per_day` (a multiple of 20) at each agency."""

    days: int
    visits_per_day: int = VISITS_PER_DAY

    @property
    def begins(self) -> date:
        return LAST_DAY - timedelta(days=self.days - 1)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """(first day, day after the last) of every batch."""
        for start in range(0, self.days, BATCH_DAYS):
            yield start, min(start + BATCH_DAYS, self.days)


def write_history(landing: Path, history: History) -> dict[str, int]:
    """All batches of `history` under `landing`; rows by table."""
    rows: dict[str, int] = {}
    with _maker() as maker:
        for node in NODES:
            for first, until in history.stretches():
                _write_batch(maker, landing, history, node, first, until, rows)
    return rows


def write_next_day(landing: Path, history: History, nth: int = 0) -> dict[str, int]:
    """The batches of the day after `history` (and `nth` more days)."""
    rows: dict[str, int] = {}
    first = history.days + nth
    with _maker() as maker:
        for node in NODES:
            _write_batch(maker, landing, history, node, first, first + 1, rows)
    return rows


def _maker() -> duckdb.DuckDBPyConnection:
    maker = duckdb.connect(config={"threads": 2, "memory_limit": "2GB"})
    maker.execute("SET TimeZone = 'UTC'")
    maker.execute("SET enable_progress_bar = false")
    return maker


def _write_batch(
    maker: duckdb.DuckDBPyConnection, landing: Path, history: History, node: Node, first_day: int, until_day: int,
    rows: dict[str, int],
) -> None:  # fmt: skip
    per_day = history.visits_per_day
    epoch = datetime.combine(history.begins, datetime.min.time(), UTC) + timedelta(hours=1)
    values: dict[str, int | str] = {
        "agency": node.agency, "node": node.name, "per_day": per_day, "first": first_day * per_day,
        "until": until_day * per_day, "epoch_ms": int(epoch.timestamp()) * 1000,
    }  # fmt: skip
    for name, value in values.items():
        maker.execute(f"SET VARIABLE {name} = ?", [value])
    for name in PREPARED:
        maker.execute((HERE / f"{name}.sql").read_text("utf-8"))
    first_txid, last_txid = 5 * first_day * per_day + 1, 5 * until_day * per_day
    folder = landing / node.name / f"{first_txid:012d}-{last_txid:012d}"
    folder.mkdir(parents=True)
    tables = {}
    for query in sorted((HERE / "warehouse_tables").glob("*.sql")):
        path = folder / f"{query.stem}.parquet"
        text = _as_published(maker, query, node)
        counted = maker.execute(f"COPY ({text}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
        count = int(counted[0]) if counted else 0
        if not count:
            path.unlink()
            continue
        rows[query.stem] = rows.get(query.stem, 0) + count
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        tables[query.stem] = {"file": path.name, "rows": count, "sha256": digest}
    published_at = datetime.combine(history.begins + timedelta(days=until_day), datetime.min.time(), UTC)
    manifest = {
        "node": node.name, "first_txid": first_txid, "last_txid": last_txid, "schema_version": schema_version(),
        "published_at": published_at.isoformat(), "tables": tables,
    }  # fmt: skip
    (folder / "manifest.json").write_bytes(orjson.dumps(manifest))


_given: dict[Path, frozenset[str]] = {}


def _as_published(maker: duckdb.DuckDBPyConnection, query: Path, node: Node) -> str:
    """The rows of `query` with exactly the columns and types that its table is published with."""
    text = query.read_text("utf-8")
    if query not in _given:
        _given[query] = frozenset(row[0] for row in maker.execute(f"DESCRIBE {text}").fetchall())
    given = _given[query]
    known = {"agency": f"'{node.agency}'", "service_point": f"'{node.service_point}'"}

    def column(one: Column) -> str:
        value = one.name if one.name in given else known.get(one.name, "NULL")
        return f"CAST({value} AS {one.type}) AS {one.name}"

    columns = published_tables()[query.stem]
    unknown = given - {one.name for one in columns}
    if unknown:
        raise ValueError(f"{query.name}: no such columns in the operations schema: {sorted(unknown)}")
    return f"SELECT {', '.join(map(column, columns))} FROM ({text}) AS q"
