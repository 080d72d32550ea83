"""Ends of cases."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.case_closings",
    unique("closing_id", table="raw.case_closings"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(unique("case_id", table="raw.case_closings")),
)
