"""Visits by weekday and hour."""

from __future__ import annotations

from expectations.library import at_least, between, holds, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_visits_by_hour",
    unique("agency", "service_point", "grain", "period_start", "weekday", "hour", table="marts.rpt_visits_by_hour"),
    between("weekday", 1, 7),
    between("hour", 0, 23),
    at_least("visits", 1),
    holds(
        "same_visits_as_rpt_visitors",
        N_("the hours of a month add up to its visits"),
        "(SELECT sum(o.visits) FROM marts.rpt_visits_by_hour AS o WHERE o.agency = s.agency"
        " AND o.service_point = s.service_point AND o.period_start = s.period_start)"
        " <> (SELECT sum(v.visits) FROM marts.rpt_visitors AS v WHERE v.grain = 'month' AND v.agency = s.agency"
        " AND v.service_point = s.service_point AND v.period_start = s.period_start)",
    ),
)
