"""Identity cards given back."""

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
    "raw.identity_releases",
    unique("release_id", table="raw.identity_releases"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.identity_holds", "case_id")),
    warn(unique("case_id", table="raw.identity_releases")),
)
