"""Identity cards held against a note."""

from __future__ import annotations

from expectations.library import (
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
    "raw.identity_holds",
    unique("case_id", table="raw.identity_holds"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
)
