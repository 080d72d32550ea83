"""Bags given back."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.bag_returns",
    unique("return_id", table="raw.bag_returns"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.bag_deposits", "case_id")),
    warn(unique("case_id", table="raw.bag_returns")),
)
