"""Units of SOP versions."""

from __future__ import annotations

from expectations.library import at_least, not_null, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_sop_units",
    unique("sop_code", "sop_version", "unit_position", "is_split", table="marts.rpt_sop_units"),
    not_null("activity"),
    at_least("standard_s", 1),
)
