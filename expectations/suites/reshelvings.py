"""Books put back on the shelf."""

from __future__ import annotations

from expectations.library import (
    at_least,
    known_place,
    not_in_future,
    not_null,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)

SUITE: Suite = suite(
    "raw.reshelvings",
    unique("reshelving_id", table="raw.reshelvings"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    at_least("copies", 1),
    warn(refers_to("case_id", "raw.cases", "case_id")),
)
