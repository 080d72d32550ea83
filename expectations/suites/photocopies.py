"""Photocopies made on the premises."""

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
    "raw.photocopies",
    unique("photocopy_id", table="raw.photocopies"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("place", "inside", "outside"),
    at_least("pages", 1),
    at_least("amount_idr", 0),
    warn(refers_to("case_id", "raw.cases", "case_id")),
)
