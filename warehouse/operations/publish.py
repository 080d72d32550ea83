"""The publisher: new facts leave for the landing zone as batches of Parquet files, the manifest written last.

A batch is a folder `<first txid>-<last txid>` under `landing/<node>/`. It is written under a hidden name, fsynced and
renamed, so that a folder that is there is whole. Names, addresses and numbers of persons are not in any published table.
"""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import Any

import orjson
import structlog

from warehouse import sql
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.tables import JOURNAL_PUBLISHED_COLUMNS, PUBLISHED
from warehouse.operations.verify import sha256_of

log = structlog.get_logger(__name__)
SCHEMA_VERSION = 1


class Publisher:
    """Publishes every `publish_interval_s` seconds when there is something new, and on `stop`."""

    def __init__(self, db: OperationsDatabase) -> None:
        self._db = db
        self._folder = db.settings.landing / db.node
        self._cursor = db.reader()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._sweep()
        self._published = self._find_published()

    @property
    def published_txid(self) -> int:
        """The last transaction that lies in the landing zone."""
        return self._published

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Publish what is left and end."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        self.flush()

    def _run(self) -> None:
        while not self._stop.wait(self._db.settings.publish_interval_s):
            try:
                self.flush()
            except Exception:  # a full disk today must not end publishing for good
                log.exception("publish_failed", published_txid=self._published)

    def flush(self) -> Path | None:
        """Publish all committed transactions; the batch's folder, or None when there was nothing new."""
        with self._lock:
            first, last = self._published + 1, self._db.last_txid
            if last < first:
                return None
            name = f"{first:012d}-{last:012d}"
            target, draft = self._folder / name, self._folder / f".{name}.part"
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            tables: dict[str, Any] = {}
            for table, columns in self._sources():
                rows = self._copy(table, columns, first, last, draft / f"{table}.parquet")
                if rows:
                    file = draft / f"{table}.parquet"
                    tables[table] = {"file": file.name, "rows": rows, "sha256": sha256_of(file)}
            manifest = orjson.dumps(
                {
                    "node": self._db.node, "first_txid": first, "last_txid": last, "published_at": self._db.clock(),
                    "schema_version": SCHEMA_VERSION, "is_demo": self._db.settings.is_demo, "tables": tables,
                },
                option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z,
            )  # fmt: skip
            _write_durably(draft / "manifest.json", manifest)
            if target.exists():
                shutil.rmtree(target)
            draft.rename(target)
            _fsync(self._folder)
            self._published = last
            return target

    def _sources(self) -> list[tuple[str, str]]:
        journal = ("journal", ", ".join(map(sql.quoted, JOURNAL_PUBLISHED_COLUMNS)))
        return [journal, *((table.name, "*") for table in PUBLISHED)]

    def _copy(self, table: str, columns: str, first: int, last: int, file: Path) -> int:
        within = f"FROM {sql.quoted(table)} WHERE txid BETWEEN {first:d} AND {last:d}"
        found = self._cursor.execute("SELECT count(*) " + within).fetchone()
        rows = int(found[0]) if found else 0
        if rows:
            path = str(file).replace("'", "''")
            self._cursor.execute(
                f"COPY (SELECT {columns} {within} ORDER BY txid) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"
            )
            _fsync(file)
        return rows

    def _sweep(self) -> None:
        """Half-written folders of a process that was killed go away; what they held is published again."""
        for draft in self._folder.glob(".*.part"):
            shutil.rmtree(draft, ignore_errors=True)

    def _find_published(self) -> int:
        """The end of the unbroken run of batches; what lies in the landing zone is the only record of it."""
        found = sorted(path.parent.name for path in self._folder.glob("[0-9]*/manifest.json"))
        last = 0
        for name in found:
            first_txid, last_txid = (int(part) for part in name.split("-"))
            if first_txid == last + 1:
                last = last_txid
        return last


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
