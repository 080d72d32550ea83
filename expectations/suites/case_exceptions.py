"""Accepted exceptions: a deviation that no longer counts."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.case_exceptions",
    unique("exception_id", table="raw.case_exceptions"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("deviation", "late", "missing", "out_of_order", "repeated", "document"),
    warn(refers_to("case_id", "raw.cases", "case_id")),
)
