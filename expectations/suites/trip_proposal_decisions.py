"""What became of proposed outings: each is decided once, and an approved one is a trip."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, one_of, refers_to, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.trip_proposal_decisions",
    unique("proposal_id", table="raw.trip_proposal_decisions"),
    one_of("decision", "approved", "declined", "replaced"),
    refers_to("proposal_id", "raw.trip_proposals", "proposal_id"),
    holds(
        "approved_is_a_trip",
        N_("what was approved is a trip, what was not is none"),
        "(s.decision = 'approved') <> (s.trip_id IS NOT NULL)"
        " OR (s.trip_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM raw.trips AS t WHERE t.trip_id = s.trip_id))",
        owner="administrator",
        advice=advice.LOOK,
    ),
)
