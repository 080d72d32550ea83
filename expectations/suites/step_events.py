"""Step events: one step or shared act, who, when, how captured."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
    at_most,
    holds,
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
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.step_events",
    unique("event_id", table="raw.step_events"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("captured", "transaction", "tap", "backfilled"),
    holds(
        "belongs_somewhere", N_("an event belongs to a case or to a visit"), "s.case_id IS NULL AND s.visit_id IS NULL"
    ),
    warn(at_most("started_at", "finished_at")),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(
        holds(
            "unit_in_catalogue",
            N_("the unit exists in some version of the SOP; other events enter no figure"),
            "s.sop_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ref.sop_units AS o"
            " WHERE o.sop_code = s.sop_code AND o.unit_position = s.unit_position)",
            advice=advice.UNKNOWN_UNIT,
        )
    ),
    warn(
        holds(
            "trip_ends_with_its_last_paper",
            N_("no step of a trip ends after its case was closed"),
            "s.finished_at > (SELECT min(k.occurred_at) FROM raw.case_closings AS k JOIN raw.trip_cases AS t"
            " ON t.case_id = k.case_id WHERE k.case_id = s.case_id)",
            owner="section_head",
            advice=advice.CLOSED_TOO_EARLY,
        )
    ),
)
