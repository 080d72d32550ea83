"""Use by people served and by members."""

from __future__ import annotations

from expectations.library import at_least, not_null, one_of, ratio, Suite, suite, unique, warn

SUITE: Suite = suite(
    "marts.rpt_per_capita",
    unique("agency", "grain", "period_start", table="marts.rpt_per_capita"),
    one_of("grain", "month", "year"),
    at_least("visits", 0),
    at_least("loans", 0),
    at_least("members", 0),
    warn(not_null("people_served")),
    ratio("visits_per_capita", "visits", "people_served"),
    ratio("loans_per_capita", "loans", "people_served"),
    ratio("loans_per_member", "loans", "members"),
    ratio("copies_per_capita", "lendable_copies", "people_served"),
)
