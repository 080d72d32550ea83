"""Days whose cash was counted."""

from __future__ import annotations

from expectations.library import (
    at_least,
    holds,
    known_place,
    not_in_future,
    not_null,
    Suite,
    suite,
    unique,
)
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.day_closings",
    unique("closing_id", table="raw.day_closings"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    at_least("counted_idr", 0),
    holds(
        "difference_adds_up",
        N_("difference = counted − expected"),
        "s.difference_idr <> s.counted_idr - s.expected_idr",
    ),
)
