"""Charges waived."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
    at_least,
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
    "raw.waivers",
    unique("waiver_id", table="raw.waivers"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("amount_idr", 1),
    warn(refers_to("charge_id", "raw.charges", "charge_id")),
    warn(
        holds(
            "within_the_charge",
            N_("what is paid and waived is not more than what was charged"),
            "EXISTS (SELECT 1 FROM checks.settled_charges AS c"
            " WHERE c.charge_id = s.charge_id AND c.settled_idr > c.amount_idr)",
            owner="treasurer",
            advice=advice.OVERPAID,
        )
    ),
)
