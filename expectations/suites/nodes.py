"""Freshness: every node is heard of."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, Suite, suite, unique, warn
from warehouse.i18n import N_

OPEN_DAYS_SILENT_MAX = 3

SUITE: Suite = suite(
    "checks.nodes",
    unique("node", table="checks.nodes"),
    warn(
        holds(
            "node_is_heard_of",
            N_("no node is silent for more than three open days"),
            f"s.open_days_silent > {OPEN_DAYS_SILENT_MAX}",
            advice=advice.NODE_SILENT,
        )
    ),
)
