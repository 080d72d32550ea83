"""What is broken now, by agency."""

from __future__ import annotations

from expectations.library import at_least, at_most, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_check_findings",
    unique("table_name", "expectation", "agency", table="marts.rpt_check_findings"),
    at_least("violations", 1),
    at_most("since_at", "checked_at"),
)
