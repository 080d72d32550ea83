"""Respondents of the satisfaction survey by what they said of themselves."""

from __future__ import annotations

from expectations.library import at_least, holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_survey_respondents",
    unique(
        "agency", "service_point", "grain", "period_start", "dimension", "value", table="marts.rpt_survey_respondents"
    ),
    one_of("grain", "day", "month", "year"),
    one_of("dimension", "sex", "age_class", "occupation", "education", "channel"),
    at_least("respondents", 1),
    holds(
        "same_respondents_as_rpt_satisfaction",
        N_("the values of a dimension add up to the respondents of the period"),
        "(SELECT sum(o.respondents) FROM marts.rpt_survey_respondents AS o WHERE o.agency = s.agency"
        " AND o.service_point = s.service_point AND o.grain = s.grain AND o.period_start = s.period_start"
        " AND o.dimension = s.dimension) IS DISTINCT FROM (SELECT max(f.respondents) FROM marts.rpt_satisfaction AS f"
        " WHERE f.agency = s.agency AND f.service_point = s.service_point AND f.grain = s.grain"
        " AND f.period_start = s.period_start)",
    ),
)
