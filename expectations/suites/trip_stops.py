"""Sites on a trip, in visiting order."""

from __future__ import annotations

from expectations.library import at_least, known_place, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_stops",
    unique("stop_id", table="raw.trip_stops"),
    known_place(),
    at_least("visit_order", 1),
    refers_to("trip_id", "raw.trips", "trip_id"),
    refers_to("site_id", "raw.sites", "site_id"),
)
