"""The journal as published: what happened when, neither who nor what in words."""

from __future__ import annotations

from expectations.library import holds, not_null, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.journal",
    unique("node", "txid", table="raw.journal"),
    not_null("recorded_at"),
    not_null("command"),
    holds(
        "transactions_without_gap",
        N_("the transaction before this one, of the same node, is there"),
        "s.txid > 1 AND NOT EXISTS (SELECT 1 FROM raw.journal AS o WHERE o.node = s.node AND o.txid = s.txid - 1)",
    ),
)
