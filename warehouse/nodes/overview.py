"""Which nodes there are, what came from each last, and what is missing. Reading only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson

from warehouse.lake.landing import Batch, batch_names, read_batch
from warehouse.settings import Settings


@dataclass(frozen=True)
class NodeSeen:
    """`gaps`: (first, last) transactions that should lie before what lies there. `prepared_at`: made ready by this home."""

    node: str
    batches: int
    last_txid: int
    last_published_at: datetime | None
    gaps: tuple[tuple[int, int], ...]
    prepared_at: datetime | None
    is_own: bool


def nodes_seen(settings: Settings, own_node: str) -> list[NodeSeen]:
    """The own node first, then the others by name; prepared ones of which nothing came yet are among them."""
    names: dict[str, list[str]] = {own_node: []}
    for node, name in batch_names(settings.landing):
        names.setdefault(node, []).append(name)
    prepared = _prepared(settings)
    for node in prepared:
        names.setdefault(node, [])
    found = [_seen(settings, node, listed, prepared.get(node), own_node) for node, listed in names.items()]
    return sorted(found, key=lambda one: (not one.is_own, one.node))


def _seen(settings: Settings, node: str, names: list[str], prepared_at: datetime | None, own_node: str) -> NodeSeen:
    gaps, last = [], 0
    for name in names:
        first, end = (int(part) for part in name.split("-"))
        if first > last + 1:
            gaps.append((last + 1, first - 1))
        last = max(last, end)
    newest = read_batch(settings.landing, node, names[-1]) if names else None
    at = newest.published_at if isinstance(newest, Batch) else None
    return NodeSeen(node, len(names), last, at, tuple(gaps), prepared_at, node == own_node)


def _prepared(settings: Settings) -> dict[str, datetime]:
    found = {}
    for path in sorted((settings.home / "nodes").glob("*.json")):
        try:
            noted = orjson.loads(path.read_bytes())
            found[str(noted["node"])] = datetime.fromisoformat(noted["prepared_at"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found
