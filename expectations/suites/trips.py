"""Planned outings."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trips",
    unique("trip_id", table="raw.trips"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    refers_to("vehicle_id", "raw.vehicles", "vehicle_id"),
)
