"""Compliance by the hour in which the case opened."""

from __future__ import annotations

from expectations.library import at_least, at_most, between, holds, ratio, Suite, suite, unique
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
    holds(
        "hours_make_the_month",
        N_("the hours of a unit add up to its month in rpt_sop_step_compliance"),
        "(SELECT sum(o.expected) FROM marts.rpt_sop_hours AS o"
        " WHERE o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start"
        " AND o.sop_code = s.sop_code AND o.sop_version = s.sop_version AND o.unit_position = s.unit_position)"
        " IS DISTINCT FROM (SELECT sum(c.expected) FROM marts.rpt_sop_step_compliance AS c"
        " WHERE c.agency = s.agency AND c.service_point = s.service_point AND c.period_start = s.period_start"
        " AND c.sop_code = s.sop_code AND c.sop_version = s.sop_version AND c.step_position = s.unit_position"
        " AND c.grain = 'month')",
    ),
)
