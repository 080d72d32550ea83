"""Measurement weeks ended before their last day."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.measurement_week_ends",
    unique("ending_id", table="raw.measurement_week_ends"),
    known_place(),
    not_in_future(),
    not_null("last_on"),
    warn(refers_to("week_id", "raw.measurement_weeks", "week_id")),
)
