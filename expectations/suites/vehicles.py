"""Vehicles of the outreach services."""

from __future__ import annotations

from expectations.library import known_place, not_null, one_of, Suite, suite, unique

SUITE: Suite = suite(
    "raw.vehicles",
    unique("vehicle_row_id", table="raw.vehicles"),
    not_null("local_day"),
    known_place(),
    one_of("kind", "mpk", "motorcycle", "car"),
)
