"""Sites on a proposed outing, in visiting order."""

from __future__ import annotations

from expectations.library import at_least, known_place, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.trip_proposal_stops",
    unique("proposal_stop_id", table="raw.trip_proposal_stops"),
    known_place(),
    at_least("visit_order", 1),
    refers_to("proposal_id", "raw.trip_proposals", "proposal_id"),
    refers_to("site_id", "raw.sites", "site_id"),
)
