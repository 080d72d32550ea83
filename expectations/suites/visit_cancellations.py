"""Registrations made by mistake."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.visit_cancellations",
    unique("cancellation_id", table="raw.visit_cancellations"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("visit_id", "raw.visits", "visit_id")),
    warn(unique("visit_id", table="raw.visit_cancellations")),
)
