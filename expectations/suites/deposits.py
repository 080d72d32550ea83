"""Deposit slips (STS)."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
    holds,
    known_place,
    not_in_future,
    not_null,
    Suite,
    suite,
    unique,
    warn,
)
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.deposits",
    unique("deposit_id", table="raw.deposits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(
        holds(
            "amount_is_the_sum_of_its_lines",
            N_("a slip's amount is the sum of its lines"),
            "s.amount_idr <> coalesce((SELECT sum(o.amount_idr) FROM raw.deposit_lines AS o"
            " WHERE o.deposit_id = s.deposit_id), 0)",
            owner="treasurer",
            advice=advice.SLIP,
        )
    ),
)
