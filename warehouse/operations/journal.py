"""The journal's arithmetic: canonical JSON, the digest of a transaction's facts, and the hash chain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

GENESIS = "0" * 64
CHAINED = (
    "txid", "key", "command", "actor", "occurred_at", "recorded_at", "agency", "service_point",
    "payload", "result", "facts_sha256",
)  # fmt: skip


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, UTC moments ending in Z; the same value always gives the same bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def facts_digest(rows: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """SHA-256 over the fact rows of one transaction, given as (table, id, row); their order does not matter.

    Columns without a value are left out, so that a column added later leaves old digests alone.
    """
    digest = hashlib.sha256()
    for table, _key, row in sorted(rows, key=lambda item: (item[0], item[1])):
        digest.update(canonical([table, {name: value for name, value in row.items() if value is not None}]))
    return digest.hexdigest()


def chain(previous: str, row: Mapping[str, Any]) -> str:
    """SHA-256 of a journal row, bound to the row before it."""
    return hashlib.sha256(previous.encode() + canonical([row[name] for name in CHAINED])).hexdigest()
