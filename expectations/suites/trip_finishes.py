"""Returns to the office."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_finishes",
    unique("trip_id", table="raw.trip_finishes"),
    known_place(),
    not_in_future(),
    refers_to("trip_id", "raw.trip_starts", "trip_id"),
)
