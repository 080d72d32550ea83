"""Who goes along."""

from __future__ import annotations

from expectations.library import known_place, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_crews",
    unique("crew_id", table="raw.trip_crews"),
    known_place(),
    refers_to("trip_id", "raw.trips", "trip_id"),
)
