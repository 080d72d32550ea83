"""Freshness: every node is heard of."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "checks.nodes",
    unique("node", table="checks.nodes"),
    warn(
        holds(
            "node_is_heard_of",
            N_("no node is silent for more open days than its agency allows"),
            "s.open_days_silent > s.open_days_silent_max",
            advice=advice.NODE_SILENT,
        )
    ),
)
