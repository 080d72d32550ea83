"""Compliance with the SOPs, step by step."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, one_of, ratio, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_sop_step_compliance",
    unique(
        "agency",
        "service_point",
        "sop_code",
        "sop_version",
        "step_position",
        "grain",
        "period_start",
        table="marts.rpt_sop_step_compliance",
    ),
    one_of("grain", "day", "month", "year"),
    at_most("recorded", "expected"),
    at_most("backfilled", "recorded"),
    at_most("timed", "recorded"),
    at_most("on_time", "timed"),
    at_least("lost_minutes", 0),
    ratio("recording_rate", "recorded", "expected"),
    ratio("on_time_rate", "on_time", "timed"),
    holds(
        "compliance_rate_is_ratio",
        N_("compliance_rate = on_time ÷ expected where the standard is fixed, else null"),
        "s.compliance_rate IS DISTINCT FROM CASE WHEN s.unit_position = s.step_position AND s.standard_s IS NOT NULL"
        " THEN s.on_time / nullif(s.expected, 0) END",
    ),
    holds(
        "no_rate_without_unit",
        N_("a step that is not observed has no figures"),
        "s.unit_position IS NULL AND s.expected IS NOT NULL",
    ),
)
