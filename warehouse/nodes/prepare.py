"""A home for a laptop: the main home's records as they are now, under a node id of its own.

The copy carries the whole journal, so that its chain can be checked; what it inherits is said in a first batch without
tables, and its publisher goes on after it. Tokens, tries to sign in and the secret key stay where they are.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import orjson

from warehouse.errors import HomeError
from warehouse.i18n import N_
from warehouse.imports.outcome import write_whole
from warehouse.operations.database import OperationsDatabase
from warehouse.operations.publish import SCHEMA_VERSION
from warehouse.settings import Settings

NODE = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
EMPTIED = ("api_tokens", "sign_in_attempts", "refusals")
CARRIED_FOLDERS = ("catalogue", "reference")


@dataclass(frozen=True)
class Prepared:
    node: str
    home: str
    last_txid: int


def prepare(db: OperationsDatabase, target: Path, node: str, at: datetime) -> Prepared:
    """Make `target` the home of `node`. HomeError when the name is taken or the folder holds something."""
    settings = db.settings
    _refuse(settings, db.node, target, node)
    target.mkdir(parents=True, exist_ok=True)
    try:
        _copy_records(db, target / "operations.duckdb")
        last_txid = _make_own(target / "operations.duckdb", node, at)
    except duckdb.Error as wrong:
        raise HomeError(
            N_("The home {home} cannot be prepared: {reason}"), home=str(target), reason=str(wrong).splitlines()[0]
        ) from wrong
    for folder in CARRIED_FOLDERS:
        if (settings.home / folder).is_dir():
            shutil.copytree(settings.home / folder, target / folder)
    if settings.is_demo:
        shutil.copy(settings.demo_marker, target / settings.demo_marker.name)
    (target / "config.toml").write_text(f'node = "{node}"\nlanguage = "{settings.language}"\n', "utf-8")
    if last_txid:
        inherited = {
            "node": node, "first_txid": 1, "last_txid": last_txid, "published_at": at, "schema_version": SCHEMA_VERSION,
            "is_demo": settings.is_demo, "tables": {}, "inherited_from": db.node,
        }  # fmt: skip
        folder_name = f"{1:012d}-{last_txid:012d}"
        write_whole(target / "landing" / node / folder_name / "manifest.json", _json(inherited))
    noted = {"node": node, "prepared_at": at, "last_txid": last_txid}
    write_whole(settings.home / "nodes" / f"{node}.json", _json(noted))
    return Prepared(node, str(target), last_txid)


def _refuse(settings: Settings, own: str, target: Path, node: str) -> None:
    if not NODE.fullmatch(node):
        raise HomeError(N_("A node is named with small letters, digits and hyphens, e.g. laptop-2."))
    taken = node == own or (settings.landing / node).exists() or (settings.home / "nodes" / f"{node}.json").exists()
    if taken:
        raise HomeError(N_("There is a node {node} already. Each prepared laptop gets a name of its own."), node=node)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise HomeError(N_("The folder {home} is not empty. Name a new one."), home=str(target))


def _copy_records(db: OperationsDatabase, file: Path) -> None:
    """One consistent snapshot, while desks go on writing."""
    cursor = db.reader()
    source = cursor.execute("SELECT current_database()").fetchone()
    assert source is not None
    path, name = str(file).replace("'", "''"), str(source[0]).replace('"', '""')
    attach, copy = f"ATTACH '{path}' AS prepared", f'COPY FROM DATABASE "{name}" TO prepared'
    cursor.execute(attach)
    try:
        cursor.execute(copy)
    finally:
        cursor.execute("DETACH prepared")


def _make_own(file: Path, node: str, at: datetime) -> int:
    with duckdb.connect(str(file)) as connection:
        connection.execute("BEGIN")
        connection.execute("DELETE FROM node_identity")
        connection.execute("INSERT INTO node_identity VALUES (?, ?)", [node, at])
        for table in EMPTIED:
            emptying = f"DELETE FROM {table}"
            connection.execute(emptying)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        last = connection.execute("SELECT coalesce(max(txid), 0) FROM journal").fetchone()
    return int(last[0]) if last else 0


def _json(content: dict[str, object]) -> bytes:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
