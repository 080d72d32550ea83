"""What the served figures say of themselves: up to which transaction of each node they go."""

from __future__ import annotations

import duckdb

from warehouse.lake.landing import batch_names, changed_at, newest_batches
from warehouse.lake.serving import NotServed, open_serving
from warehouse.settings import Settings


def served_txids(settings: Settings) -> dict[str, int]:
    """Node → last transaction in the figures served now; empty when nothing (readable) is served."""
    try:
        with open_serving(settings).reading() as cursor:
            return dict(cursor.execute("SELECT node, max(as_of_txid) FROM meta_refresh GROUP BY node").fetchall())
    except (NotServed, duckdb.Error):
        return {}


def has_news(settings: Settings) -> bool:
    """Whether the landing zone holds transactions beyond the figures served now."""
    return bool(news(settings))


def news(settings: Settings) -> dict[str, str]:
    """Node with transactions beyond the figures served now → how far they go, and the state of the first batch that waits.

    That batch may be in quarantine: when it is put right, the words change.
    """
    served, told = served_txids(settings), {}
    for node, name in batch_names(settings.landing):
        last = name.partition("-")[2]
        if last.isdigit() and int(last) > served.get(node, 0) and node not in told:
            told[node] = f"{changed_at(settings.landing, node, name):x}"
    newest = newest_batches(settings.landing)
    return {node: f"{newest[node]}@{state}" for node, state in told.items()}
