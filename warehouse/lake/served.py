"""What the served figures say of themselves: up to which transaction of each node they go."""

from __future__ import annotations

import duckdb

from warehouse.lake.landing import newest_batches
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
    served = served_txids(settings)
    return any(last_txid > served.get(node, 0) for node, last_txid in newest_batches(settings.landing).items())
