"""Kecamatan reached by the outreach services."""

from __future__ import annotations

from expectations.library import at_most, one_of, ratio, Suite, suite, unique

SUITE: Suite = suite(
    "marts.rpt_district_coverage",
    unique("agency", "grain", "period_start", "service", table="marts.rpt_district_coverage"),
    one_of("grain", "month", "year"),
    at_most("districts_reached", "districts"),
    ratio("district_coverage", "districts_reached", "districts"),
)
