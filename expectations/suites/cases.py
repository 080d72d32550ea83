"""Cases: one run of one SOP."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.cases",
    unique("case_id", table="raw.cases"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(
        holds(
            "sop_in_force",
            N_("a version of the SOP judges the case on its day"),
            "NOT EXISTS (SELECT 1 FROM ref.sop_in_force AS o WHERE o.agency = s.agency AND o.sop_code = s.sop_code"
            " AND s.local_day BETWEEN o.from_day AND o.until_day)",
            advice=advice.SOP_IN_FORCE,
        )
    ),
    warn(refers_to("visit_id", "raw.visits", "visit_id")),
)
