"""Copies taken out of the collection."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.copy_withdrawals",
    unique("withdrawal_id", table="raw.copy_withdrawals"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("copy_id", "raw.copies", "copy_id")),
)
