"""Payments taken back, whole."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.payment_reversals",
    unique("reversal_id", table="raw.payment_reversals"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    warn(refers_to("payment_id", "raw.payments", "payment_id")),
    warn(unique("payment_id", table="raw.payment_reversals")),
)
