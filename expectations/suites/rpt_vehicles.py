"""Vehicles of the outreach services: each once, of a kind the SOPs go out with."""

from __future__ import annotations

from expectations.library import at_least, not_null, one_of, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_vehicles",
    unique("agency", "vehicle_no", table="marts.rpt_vehicles"),
    not_null("services"),
    one_of("kind", "mpk", "motorcycle", "car"),
    at_least("trips_done", 0),
)
