"""A pack comes back: checked whole before anything of it lies in the landing zone, and the same one twice changes nothing.

Refused with a sentence: what is no pack, what was changed on the way, what belongs to another home, what contradicts
batches that are here, and what leaves a gap.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import threading
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import orjson

from warehouse.errors import Refused
from warehouse.i18n import N_
from warehouse.lake.landing import Batch, batch_names, content_faults, file_faults, MANIFEST, read_batch
from warehouse.nodes.pack import FORMAT, INDEX
from warehouse.nodes.prepare import NODE
from warehouse.settings import Settings

BATCH = re.compile(r"\d{12}-\d{12}")
ENTRY = re.compile(r"(?P<batch>\d{12}-\d{12})/(?P<file>manifest\.json|[a-z_]{1,60}\.parquet)")
UNPACKED_MAX = 4 * 1024**3
INDEX_MAX = 20 * 1024**2
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Taken:
    """`new` batches lie in the landing zone now, `known` were there before, byte for byte."""

    node: str
    new: int
    known: int
    last_txid: int


def take(settings: Settings, pack: Path | BinaryIO, *, own_node: str, new_node: bool = False) -> Taken:
    """Take the pack in. `new_node` admits a node that was not prepared by this home."""
    with _one_at_a_time:
        try:
            zipped = zipfile.ZipFile(pack)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise _no_pack() from None
        try:
            with zipped:
                index = _index(zipped)
                _refuse_foreign(settings, index, own_node, new_node)
                return _taken(settings, zipped, index)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise _no_pack() from None  # damaged, encrypted, or packed in a way of its own


def _index(zipped: zipfile.ZipFile) -> dict[str, Any]:
    """pack.json, and that the file holds nothing but what it lists."""
    if sum(one.file_size for one in zipped.infolist()) > UNPACKED_MAX:
        raise _no_pack()
    names = [one.filename for one in zipped.infolist()]
    if names.count(INDEX) != 1 or len(set(names)) != len(names) or zipped.getinfo(INDEX).file_size > INDEX_MAX:
        raise _no_pack()
    try:
        index: dict[str, Any] = orjson.loads(zipped.read(INDEX))
        listed, node = index["batches"], index["node"]
        usable = index["format"] == FORMAT and isinstance(listed, dict) and bool(listed) and bool(NODE.fullmatch(node))
        usable = usable and all(BATCH.fullmatch(name) for name in listed)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        usable = False
    if not usable:
        raise _no_pack()
    for name in names:
        found = ENTRY.fullmatch(name)
        if name != INDEX and (found is None or found["batch"] not in listed):
            raise _no_pack()
    return index


def _refuse_foreign(settings: Settings, index: dict[str, Any], own_node: str, new_node: bool) -> None:
    node = index["node"]
    if node == own_node:
        raise Refused("pack_is_anothers", N_("This pack was made by this very home; its batches are here."))
    if bool(index.get("is_demo")) != settings.is_demo:
        raise Refused("demo_stays_apart", N_("Demo data and real records are never put together."))
    known = (settings.landing / node).is_dir() or (settings.home / "nodes" / f"{node}.json").is_file()
    if not known and not new_node:
        raise Refused(
            "node_is_known",
            N_("The node {node} was not prepared by this home. Ask where this pack comes from."),
            node=node,
        )


def _taken(settings: Settings, zipped: zipfile.ZipFile, index: dict[str, Any]) -> Taken:
    node, names = index["node"], sorted(index["batches"])
    here = [name for one, name in batch_names(settings.landing) if one == node]
    fresh = _fresh(settings, zipped, index, here)
    incoming = settings.home / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=incoming) as folder:
        unpacked = Path(folder)
        for name in fresh:
            _unpack(zipped, name, unpacked / node / name)
        _check(unpacked, node, fresh)
        target = settings.landing / node
        target.mkdir(parents=True, exist_ok=True)
        for name in fresh:
            (unpacked / node / name).rename(target / name)
    return Taken(node, len(fresh), len(names) - len(fresh), int(names[-1].partition("-")[2]))


def _fresh(settings: Settings, zipped: zipfile.ZipFile, index: dict[str, Any], here: list[str]) -> list[str]:
    """Batches that are not here yet; what is here must be the same, and what is new must follow it without a gap."""
    last = int(here[-1].partition("-")[2]) if here else 0
    fresh = []
    for name, digest in sorted(index["batches"].items()):
        first, end = (int(part) for part in name.split("-"))
        if name in here:
            if hashlib.sha256((settings.landing / index["node"] / name / MANIFEST).read_bytes()).hexdigest() != digest:
                raise _conflict(index["node"])
            continue
        if first <= last:
            raise _conflict(index["node"])
        if first != last + 1:
            raise Refused(
                "batches_follow", N_("Transactions {first} to {last} of {node} are missing. Pack once more on the laptop."),
                first=last + 1, last=first - 1, node=index["node"],
            )  # fmt: skip
        fresh.append(name)
        last = end
    return fresh


def _unpack(zipped: zipfile.ZipFile, name: str, target: Path) -> None:
    target.mkdir(parents=True)
    for one in zipped.infolist():
        found = ENTRY.fullmatch(one.filename)
        if found and found["batch"] == name:
            with zipped.open(one) as source, (target / found["file"]).open("wb") as stream:
                shutil.copyfileobj(source, stream)


def _check(unpacked: Path, node: str, names: list[str]) -> None:
    """Every batch as the pipelines will look at it: manifest, checksums, columns, rows."""
    batches: list[Batch] = []
    for name in names:
        batch = read_batch(unpacked, node, name)
        if not isinstance(batch, Batch):
            raise _changed(name)
        extra = {part.name for part in (unpacked / node / name).iterdir()}
        if file_faults(batch) or extra != {MANIFEST, *(file.path.name for file in batch.files)}:
            raise _changed(name)
        batches.append(batch)
    try:
        with duckdb.connect() as connection:
            faults = content_faults(connection, batches)
    except duckdb.Error:
        raise _changed(names[0]) from None
    if faults:
        raise _changed(faults[0].batch)


def _no_pack() -> Refused:
    return Refused(
        "file_is_a_pack", N_("This file is no pack of a node, or it did not arrive whole. Copy it once more.")
    )


def _changed(name: str) -> Refused:
    return Refused(
        "pack_is_unchanged", N_("The batch {name} was changed or damaged on the way. Pack it once more."), name=name
    )


def _conflict(node: str) -> Refused:
    return Refused(
        "batches_agree",
        N_("This pack contradicts the batches of {node} that are here. Nothing was taken; ask the administrator."),
        node=node,
    )  # fmt: skip
