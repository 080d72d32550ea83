"""Members: one row per registration or change, without anything that names a person."""

from __future__ import annotations

from expectations.library import (
    at_most,
    between,
    filled,
    known_place,
    not_in_future,
    not_null,
    one_of,
    Suite,
    suite,
    unique,
    warn,
)

SUITE: Suite = suite(
    "raw.members",
    unique("member_row_id", table="raw.members"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(one_of("sex", "L", "P")),
    warn(between("birth_year", 1900, 2100)),
    warn(at_most("registered_on", "expires_on")),
    filled("sex", "birth_year", "occupation", "education", owner="membership_officer"),
)
