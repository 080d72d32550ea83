"""Loans: first lending of a copy."""

from __future__ import annotations

from expectations.library import holds, known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.loans",
    unique("loan_id", table="raw.loans"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("copy_id", "raw.copies", "copy_id")),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    holds("due_after_lending", "a loan is not due before it was lent", "s.due_on < s.local_day"),
)
