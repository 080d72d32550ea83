"""Visitors at a stop."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_in_future, not_null, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.outreach_visits",
    unique("outreach_visit_id", table="raw.outreach_visits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    at_least("heads", 1),
    refers_to("trip_id", "raw.trips", "trip_id"),
    refers_to("site_id", "raw.sites", "site_id"),
)
