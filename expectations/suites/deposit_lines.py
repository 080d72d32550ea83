"""Receipts, and reversals, that a deposit slip takes along."""

from __future__ import annotations

from expectations.library import (
    known_place,
    not_in_future,
    not_null,
    one_of,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)

SUITE: Suite = suite(
    "raw.deposit_lines",
    unique("line_id", table="raw.deposit_lines"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    warn(refers_to("payment_id", "raw.payments", "payment_id")),
    warn(unique("payment_id", "reversal_id", table="raw.deposit_lines")),
)
