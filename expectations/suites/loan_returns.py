"""Returns of copies."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.loan_returns",
    unique("return_id", table="raw.loan_returns"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("loan_id", "raw.loans", "loan_id")),
    warn(unique("loan_id", table="raw.loan_returns")),
    at_least("days_late", 0),
)
