"""The latest refresh."""

from __future__ import annotations

from expectations.library import at_least, holds, not_null, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.meta_refresh",
    unique("node", table="marts.meta_refresh"),
    not_null("run_id"),
    at_least("as_of_txid", 0),
    holds(
        "says_what_was_ingested",
        N_("as_of_txid is the last transaction taken in from the node"),
        "s.as_of_txid <> coalesce((SELECT max(b.last_txid) FROM raw.batches AS b WHERE b.node = s.node), 0)",
    ),
)
