"""Trips that did not take place."""

from __future__ import annotations

from expectations.library import known_place, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_cancellations",
    unique("trip_id", table="raw.trip_cancellations"),
    known_place(),
    refers_to("trip_id", "raw.trips", "trip_id"),
)
