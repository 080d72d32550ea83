"""Cases and their units, for looking into one case."""

from __future__ import annotations

from expectations.library import at_least, one_of, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_sop_case_steps",
    unique("case_id", "unit_position", table="marts.rpt_sop_case_steps"),
    refers_to("case_id", "marts.rpt_sop_cases", "case_id"),
    one_of("status", "on_time", "late", "missing", "recorded", "untimed"),
    at_least("duration_s", 0),
)
