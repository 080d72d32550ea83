"""Bags left at the counter."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.bag_deposits",
    unique("case_id", table="raw.bag_deposits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(refers_to("visit_id", "raw.visits", "visit_id")),
)
