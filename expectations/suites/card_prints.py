"""Cards printed."""

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
    "raw.card_prints",
    unique("print_id", table="raw.card_prints"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("member_key", "raw.members", "member_key")),
)
