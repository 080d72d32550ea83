"""Departures."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_starts",
    unique("trip_id", table="raw.trip_starts"),
    known_place(),
    not_in_future(),
    refers_to("trip_id", "raw.trips", "trip_id"),
)
