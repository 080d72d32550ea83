"""Batches in the landing zone: which lie there, what their manifests say, whether their files are what they claim.

Read only. A folder without a manifest is not there yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import orjson

from warehouse.lake.columns import published_tables, schema_version

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class LandedFile:
    table: str
    path: Path
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One published batch: transactions first_txid..last_txid of one node."""

    node: str
    name: str
    first_txid: int
    last_txid: int
    published_at: datetime
    schema_version: int
    files: tuple[LandedFile, ...]

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a batch cannot be taken in."""

    node: str
    batch: str
    reason: str
    detail: str


def batch_names(landing: Path) -> list[tuple[str, str]]:
    """(node, batch) of every folder with a manifest, in order of node and transaction number.

    A hidden name is a batch still being written, or left half-written by a kill: it is not there yet.
    """
    if not landing.is_dir():
        return []
    found = []
    for node in sorted(entry for entry in landing.iterdir() if entry.is_dir()):
        found += [
            (node.name, entry.name)
            for entry in sorted(node.iterdir())
            if not entry.name.startswith(".") and (entry / MANIFEST).is_file()
        ]
    return found


def newest_batches(landing: Path) -> dict[str, int]:
    """Node → last transaction that lies there, by the folders' names alone."""
    newest: dict[str, int] = {}
    for node, name in batch_names(landing):
        last = name.partition("-")[2]
        if last.isdigit():
            newest[node] = max(newest.get(node, 0), int(last))
    return newest


def changed_at(landing: Path, node: str, name: str) -> int:
    """When anything in the batch's folder was last written (ns): another number means it was put right or carried again."""
    folder = landing / node / name
    try:
        return max(entry.stat().st_mtime_ns for entry in (folder, *folder.iterdir()))
    except OSError:
        return 0


def read_batch(landing: Path, node: str, name: str) -> Batch | Fault:
    """The batch as its manifest describes it, or what is wrong with the manifest."""
    folder = landing / node / name
    try:
        manifest: dict[str, Any] = orjson.loads((folder / MANIFEST).read_bytes())
        batch = Batch(
            node=str(manifest["node"]),
            name=name,
            first_txid=int(manifest["first_txid"]),
            last_txid=int(manifest["last_txid"]),
            published_at=datetime.fromisoformat(manifest["published_at"]),
            schema_version=int(manifest["schema_version"]),
            files=tuple(
                LandedFile(table, folder / entry["file"], int(entry["rows"]), str(entry["sha256"]))
                for table, entry in sorted(manifest["tables"].items())
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        return Fault(node, name, "manifest", repr(wrong))
    if batch.node != node or batch.name != f"{batch.first_txid:012d}-{batch.last_txid:012d}":
        return Fault(node, name, "manifest", "the folder's name and the manifest disagree")
    if batch.published_at.tzinfo is None or not 1 <= batch.first_txid <= batch.last_txid:
        return Fault(node, name, "manifest", "time without zone, or transaction numbers out of order")
    if batch.schema_version > schema_version():
        return Fault(node, name, "schema", f"written with schema {batch.schema_version}, known is {schema_version()}")
    return batch


def file_faults(batch: Batch) -> Fault | None:
    """The first file that is missing, changed, not inside its batch, or of a table that nobody knows."""
    for file in batch.files:
        if file.table not in published_tables():
            return Fault(batch.node, batch.name, "table", f"unknown table {file.table}")
        if file.path.name != f"{file.table}.parquet":
            return Fault(batch.node, batch.name, "file", f"{file.table}: unexpected file name")
        try:
            with file.path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as wrong:
            return Fault(batch.node, batch.name, "file", f"{file.table}: {wrong.strerror}")
        if digest != file.sha256:
            return Fault(batch.node, batch.name, "checksum", f"{file.table}: the file is not the one published")
    return None


def content_faults(connection: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> list[Fault]:
    """Batches whose Parquet files have other columns, or other numbers of rows, than their tables and manifests."""
    by_path = {str(file.path): (batch, file) for batch in batches for file in batch.files}
    if not by_path:
        return []
    faults: dict[tuple[str, str], Fault] = {}
    columns = _top_columns(connection, list(by_path))
    rows = dict(
        connection.execute("SELECT file_name, num_rows FROM parquet_file_metadata(?)", [list(by_path)]).fetchall()
    )
    for path, (batch, file) in by_path.items():
        known = {column.name for column in published_tables()[file.table]}
        missing = known - columns[path] if batch.schema_version == schema_version() else set()
        unknown = columns[path] - known
        if missing or unknown:
            detail = f"{file.table}: missing {sorted(missing)}, unknown {sorted(unknown)}"
            faults.setdefault((batch.node, batch.name), Fault(batch.node, batch.name, "columns", detail))
        elif rows[path] != file.rows:
            detail = f"{file.table}: {rows[path]} rows, the manifest says {file.rows}"
            faults.setdefault((batch.node, batch.name), Fault(batch.node, batch.name, "rows", detail))
    return list(faults.values())


def _top_columns(connection: duckdb.DuckDBPyConnection, paths: list[str]) -> dict[str, set[str]]:
    """Path → names of the columns of each Parquet file; what lies inside a list or struct column is skipped."""
    columns: dict[str, set[str]] = {path: set() for path in paths}
    inside: dict[str, list[int]] = {}  # children still to come at each level of nesting
    for path, name, children in connection.execute(
        "SELECT file_name, name, num_children FROM parquet_schema(?)", [paths]
    ).fetchall():
        levels = inside.setdefault(path, [])
        if len(levels) == 1:
            columns[path].add(name)
        if levels:
            levels[-1] -= 1
        if children:
            levels.append(children)
        while len(levels) > 1 and levels[-1] == 0:
            levels.pop()
    return columns
