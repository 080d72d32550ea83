"""Conditions of the catalogue that hold for a case."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.case_conditions",
    unique("condition_id", table="raw.case_conditions"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(refers_to("condition", "ref.sop_steps", "condition")),
)
