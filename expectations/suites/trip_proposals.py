"""Outings that a planner proposed."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique
from warehouse.rules.outreach import OFFICERS

SUITE: Suite = suite(
    "raw.trip_proposals",
    unique("proposal_id", table="raw.trip_proposals"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("service", *OFFICERS),
    refers_to("vehicle_id", "raw.vehicles", "vehicle_id"),
)
