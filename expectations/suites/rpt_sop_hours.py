"""Compliance by the hour in which the case opened."""

from __future__ import annotations

from expectations.library import at_least, at_most, between, makes_the_month, ratio, Suite, suite, unique
from warehouse.i18n import N_

_MART = "marts.rpt_sop_hours"

SUITE: Suite = suite(
    _MART,
    unique(
        "agency",
        "service_point",
        "period_start",
        "sop_code",
        "sop_version",
        "unit_position",
        "hour",
        table=_MART,
    ),
    between("hour", 0, 23),
    at_most("recorded", "expected"),
    at_most("timed", "recorded"),
    at_most("on_time", "timed"),
    at_least("lost_minutes", 0),
    ratio("recording_rate", "recorded", "expected"),
    ratio("on_time_rate", "on_time", "timed"),
    makes_the_month(
        "hours_make_the_month",
        N_("the hours of a unit add up to its month in rpt_sop_step_compliance"),
        _MART,
        "expected",
    ),
)
