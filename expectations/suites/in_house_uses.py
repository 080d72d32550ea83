"""Copies used on the premises."""

from __future__ import annotations

from expectations.library import (
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
    "raw.in_house_uses",
    unique("use_id", table="raw.in_house_uses"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("room", "general", "reference", "deposit"),
    warn(refers_to("copy_id", "raw.copies", "copy_id")),
)
