"""The case that follows a trip."""

from __future__ import annotations

from expectations.library import refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_cases",
    unique("case_id", table="raw.trip_cases"),
    unique("trip_id", table="raw.trip_cases"),
    refers_to("trip_id", "raw.trips", "trip_id"),
    refers_to("case_id", "raw.cases", "case_id"),
)
