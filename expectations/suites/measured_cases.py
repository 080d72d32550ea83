"""Cases opened in a measurement week."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.measured_cases",
    unique("case_id", table="raw.measured_cases"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(refers_to("week_id", "raw.measurement_weeks", "week_id")),
)
