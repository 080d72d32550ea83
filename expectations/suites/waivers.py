"""Charges waived."""

from __future__ import annotations

from expectations.library import (
    at_least,
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
    "raw.waivers",
    unique("waiver_id", table="raw.waivers"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("amount_idr", 1),
    warn(refers_to("charge_id", "raw.charges", "charge_id")),
)
