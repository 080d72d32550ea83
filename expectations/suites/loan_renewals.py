"""Renewals of loans."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.loan_renewals",
    unique("renewal_id", table="raw.loan_renewals"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("loan_id", "raw.loans", "loan_id")),
)
