"""Charges."""

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
    "raw.charges",
    unique("charge_id", table="raw.charges"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("revenue_kind", "late_fine", "card_fee", "form", "photocopy"),
    at_least("amount_idr", 1),
    warn(
        holds(
            "as_the_tariff_says",
            N_("a charge is what the tariff in force that day asks for (a fine: its days late times the fine a day)"),
            "s.amount_idr <> (SELECT t.expected_idr FROM checks.tariff_amounts AS t WHERE t.charge_id = s.charge_id)",
            owner="treasurer",
            advice=advice.TARIFF,
        )
    ),
    warn(refers_to("loan_id", "raw.loans", "loan_id")),
)
