"""Deposit slips (STS)."""

from __future__ import annotations

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

SUITE: Suite = suite(
    "raw.deposits",
    unique("deposit_id", table="raw.deposits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(
        holds(
            "amount_is_the_sum_of_its_lines",
            "a slip's amount is the sum of its lines",
            "s.amount_idr <> coalesce((SELECT sum(o.amount_idr) FROM raw.deposit_lines AS o"
            " WHERE o.deposit_id = s.deposit_id), 0)",
        )
    ),
)
