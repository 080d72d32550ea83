"""Books read and toys used at a stop."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_null, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.outreach_uses",
    unique("use_id", table="raw.outreach_uses"),
    not_null("local_day"),
    known_place(),
    at_least("books_read", 0),
    at_least("toys_used", 0),
    refers_to("trip_id", "raw.trips", "trip_id"),
)
