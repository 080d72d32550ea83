"""Landing batches made by hand: rows as dicts → Parquet files and manifests as the publisher writes them.

For tests and benchmarks of what comes after the landing zone. Columns not given get a harmless value of their type.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime, UTC
from pathlib import Path
from typing import Any

import duckdb
import orjson

from warehouse.lake.columns import Column, published_tables, schema_version

Rows = dict[str, list[dict[str, Any]]]

_WORDS = {"agency": "NTT", "service_point": "NTT-GEDUNG", "captured": "transaction"}
_NAMESPACE = uuid.UUID("7a4b1a5e-0000-7000-8000-000000000000")


def uid(name: str) -> str:
    """A stable id for a name used in a test: uid("case 1")."""
    return str(uuid.uuid5(_NAMESPACE, name))


def at(text: str) -> datetime:
    """An aware moment: at("2026-03-02 08:00+08:00")."""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None, text
    return moment.astimezone(UTC)


class Landing:
    """Writes contiguous batches of one node; each call of `publish` is one batch, each row one transaction."""

    def __init__(self, landing: Path, node: str = "pusat") -> None:
        self.landing, self.node, self.last_txid = landing, node, 0
        self._memory = duckdb.connect(":memory:")
        self._memory.execute("SET TimeZone = 'UTC'")
        self._ids = 0

    def publish(self, rows: Rows, *, published_at: datetime | None = None, recorded_at: datetime | None = None) -> Path:
        """Write one batch; the journal follows from the rows unless given. Return its folder."""
        first = self.last_txid + 1
        filled: Rows = {}
        journal: list[dict[str, Any]] = []
        for table, entries in rows.items():
            for entry in entries:
                self.last_txid += 1
                columns = published_tables()[table]
                row = {column.name: entry.get(column.name, self._default(column)) for column in columns}
                unknown = set(entry) - set(row)
                assert not unknown, f"{table}: {unknown}"
                row["txid"] = self.last_txid
                filled.setdefault(table, []).append(row)
                moment = row.get("occurred_at", at("2026-01-01 00:00+00:00"))
                journal.append(
                    {
                        "txid": self.last_txid, "command": table, "occurred_at": moment,
                        "recorded_at": recorded_at or moment, "agency": row.get("agency"),
                        "service_point": row.get("service_point"), "sha256": "0" * 64,
                    }
                )  # fmt: skip
        filled["journal"] = journal
        return self.write(filled, first, self.last_txid, published_at or at("2026-01-01 00:00+00:00"))

    def write(self, rows: Rows, first: int, last: int, published_at: datetime) -> Path:
        folder = self.landing / self.node / f"{first:012d}-{last:012d}"
        folder.mkdir(parents=True)
        tables = {}
        for table, entries in rows.items():
            path = folder / f"{table}.parquet"
            self._copy(table, entries, path)
            tables[table] = {
                "file": path.name,
                "rows": len(entries),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            }
        manifest = {
            "node": self.node, "first_txid": first, "last_txid": last, "published_at": published_at.isoformat(),
            "schema_version": schema_version(), "tables": tables,
        }  # fmt: skip
        (folder / "manifest.json").write_bytes(orjson.dumps(manifest))
        return folder

    def _copy(self, table: str, entries: list[dict[str, Any]], path: Path) -> None:
        columns = published_tables()[table]
        self._memory.execute(
            f"CREATE OR REPLACE TABLE t ({', '.join(f'{column.name} {column.type}' for column in columns)})"
        )
        shape = orjson.dumps([{column.name: column.type for column in columns}]).decode()
        self._memory.execute(
            "INSERT INTO t SELECT unnest(from_json(?::JSON, ?), recursive := true)",
            [orjson.dumps(entries).decode(), shape],
        )
        self._memory.execute(f"COPY t TO '{path}' (FORMAT parquet)")

    def _default(self, column: Column) -> Any:
        if column.nullable:
            return None
        if column.type == "UUID":
            self._ids += 1
            return uid(f"{self.node} {column.name} {self._ids}")
        return {
            "VARCHAR": _WORDS.get(column.name, "x"),
            "BIGINT": 1,
            "INTEGER": 1,
            "BOOLEAN": False,
            "DATE": date(2026, 1, 1),
            "TIMESTAMP WITH TIME ZONE": at("2026-01-01 00:00+00:00"),
            "VARCHAR[]": ["x"],
        }[column.type]
