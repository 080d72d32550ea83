"""Batches that could not be taken in: schema drift apart from damage."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, Suite, suite, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "checks.quarantined",
    warn(
        holds(
            "schema_is_known",
            N_("every batch has the tables and columns that this version knows"),
            "s.reason IN ('schema', 'columns', 'table')",
            advice=advice.SCHEMA,
        )
    ),
    warn(
        holds(
            "batches_are_whole",
            N_("no batch is kept in quarantine as damaged, out of order or wrong"),
            "s.reason NOT IN ('schema', 'columns', 'table')",
            advice=advice.QUARANTINE,
        )
    ),
)
