"""Cases with their own judgement."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, not_null, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_sop_cases",
    unique("case_id", table="marts.rpt_sop_cases"),
    not_null("compliant"),
    not_null("sop_version"),
    at_most("recorded_steps", "expected_steps"),
    at_least("waiting_s", 0),
    at_least("service_s", 0),
    holds(
        "compliant_without_deviation",
        N_("a compliant case has no late, missing, untimed or disordered step and no missing document"),
        "s.compliant AND s.late_steps + s.missing_steps + s.out_of_order_steps + s.missing_documents > 0",
    ),
)
