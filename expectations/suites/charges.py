"""Charges."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_in_future, not_null, one_of, Suite, suite, unique

SUITE: Suite = suite(
    "raw.charges",
    unique("charge_id", table="raw.charges"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("amount_idr", 1),
)
