"""What was broken, day by day."""

from __future__ import annotations

from expectations.library import at_least, one_of, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_check_history",
    unique("period_start", "table_name", "expectation", "agency", table="marts.rpt_check_history"),
    one_of("grain", "day"),
    at_least("violations", 0),
    at_least("runs", 1),
)
