"""The records: who owns operations.duckdb, what the last transaction is, and whether it has been published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import httpx

from patuh.doctor.finding import Finding
from warehouse.errors import HomeError
from warehouse.i18n import translator
from warehouse.lake.landing import batch_names
from warehouse.operations.lock import HomeLock, Owner, owner
from warehouse.operations.migrate import migrations
from warehouse.settings import Settings

_ = translator("patuh")

ANSWER_WAIT_S = 3.0
LAST_ENTRY = "SELECT txid, recorded_at FROM journal ORDER BY txid DESC LIMIT 1"
SCHEMA_VERSION = "SELECT max(version) FROM schema_migrations"
NODE = "SELECT node FROM node_identity"


@dataclass(frozen=True)
class Records:
    """What could be read of the records: findings, and the newest record's time when it is known."""

    findings: list[Finding]
    newest_record_at: datetime | None = None


def look(settings: Settings) -> Records:
    """The records as they stand: asked from the operations app while it runs, read from the file otherwise."""
    if not settings.operations_db.exists():
        sentence = _("There are no records yet; make run or make demo begins them.")
        return Records([Finding(_("records"), "note", sentence)])
    holder = owner(settings)
    if holder is not None:
        return Records(_ask(holder))
    return _read(settings)


def _ask(holder: Owner) -> list[Finding]:
    if holder.url is None:
        return [Finding(_("records"), "ok", _("Process {pid} is working on the records now.", pid=holder.pid))]
    try:
        answer = httpx.get(f"{holder.url}/health", timeout=ANSWER_WAIT_S, trust_env=False)
        answer.raise_for_status()
        health = answer.json()
    except (httpx.HTTPError, ValueError) as wrong:
        sentence = _("The operations app (process {pid}) does not answer at {url}: {reason}.",
                     pid=holder.pid, url=holder.url, reason=str(wrong) or type(wrong).__name__)  # fmt: skip
        return [Finding(_("records"), "wrong", sentence)]
    running = _("The operations app (process {pid}) answers at {url}.", pid=holder.pid, url=holder.url)
    return [
        Finding(_("records"), "ok" if health.get("ok") else "wrong", running),
        _publishing(int(health.get("last_txid") or 0), int(health.get("published_txid") or 0), is_running=True),
    ]


def _read(settings: Settings) -> Records:
    try:
        lock = HomeLock(settings, url=None)
    except HomeError as error:
        return Records([Finding(_("records"), "note", error.sentence())])
    try:
        with duckdb.connect(str(settings.operations_db), read_only=True) as database:
            version = _one(database, SCHEMA_VERSION)
            entry = database.execute(LAST_ENTRY).fetchone()
            node = _one(database, NODE)
    except duckdb.Error as wrong:
        sentence = _("The records in {file} cannot be read: {reason}",
                     file=settings.operations_db, reason=str(wrong).splitlines()[0])  # fmt: skip
        return Records([Finding(_("records"), "wrong", sentence)])
    finally:
        lock.release()
    txid, newest_at = entry or (0, None)
    findings = [Finding(_("records"), "ok", _("Nobody works on the records; {count} transactions.", count=txid))]
    known = migrations()[-1][0]
    if version != known:
        sentence = _("Schema {found}; the next start brings it to {known}.", found=version, known=known)
        findings.append(Finding(_("schema"), "note", sentence))
    findings.append(_publishing(txid, last_published_txid(settings.landing, str(node)), is_running=False))
    return Records(findings, newest_at)


def _one(database: duckdb.DuckDBPyConnection, query: str) -> object:
    row = database.execute(query).fetchone()
    return row[0] if row else None


def last_published_txid(landing: Path, node: str) -> int:
    """Number of the last transaction of `node` in the landing zone, 0 when nothing is there."""
    return max((int(name.partition("-")[2]) for found, name in batch_names(landing) if found == node), default=0)


def _publishing(txid: int, published_txid: int, *, is_running: bool) -> Finding:
    waiting = max(0, txid - published_txid)
    if not waiting:
        return Finding(_("publishing"), "ok", _("All {count} transactions are published.", count=txid))
    sentence = _("{waiting} transactions wait to be published.", waiting=waiting)
    return Finding(_("publishing"), "ok" if is_running else "note", sentence)
