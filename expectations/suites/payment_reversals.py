"""Payments taken back, whole."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
    holds,
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
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.payment_reversals",
    unique("reversal_id", table="raw.payment_reversals"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    warn(refers_to("payment_id", "raw.payments", "payment_id")),
    warn(unique("payment_id", table="raw.payment_reversals")),
    warn(
        holds(
            "the_whole_payment",
            N_("a payment is reversed whole"),
            "s.amount_idr <> (SELECT p.amount_idr FROM raw.payments AS p WHERE p.payment_id = s.payment_id)",
            owner="treasurer",
            advice=advice.SLIP,
        )
    ),
)
