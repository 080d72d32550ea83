"""The nine elements of the satisfaction survey, their index and its grade."""

from __future__ import annotations

from expectations.library import at_least, between, holds, one_of, ratio, Suite, suite, unique
from warehouse.i18n import N_

_SAME_FORMS = (
    "o.agency = s.agency AND o.service_point = s.service_point AND o.grain = s.grain AND o.period_start = s.period_start"
)

SUITE: Suite = suite(
    "marts.rpt_satisfaction",
    unique("agency", "service_point", "grain", "period_start", "element", table="marts.rpt_satisfaction"),
    one_of("grain", "day", "month", "year"),
    between("element", 1, 9),
    at_least("respondents", 1),
    between("nrr", 1, 4),
    between("ikm", 25, 100),
    ratio("nrr", "score_sum", "respondents"),
    holds(
        "scores_add_up",
        N_("the answers 1 to 4 of an element add up to its respondents and to its scores"),
        "s.answers_1 + s.answers_2 + s.answers_3 + s.answers_4 <> s.respondents"
        " OR s.answers_1 + 2 * s.answers_2 + 3 * s.answers_3 + 4 * s.answers_4 <> s.score_sum",
    ),
    holds(
        "nine_elements",
        N_("the nine elements of a period have the same respondents"),
        f"(SELECT count(*) FROM marts.rpt_satisfaction AS o WHERE {_SAME_FORMS} AND o.respondents = s.respondents) <> 9",
    ),
    holds(
        "ikm_is_25_times_the_mean_nrr",
        N_("the index is 25 times the mean of the nine elements, to two decimals"),
        f"abs(s.ikm - 25 * (SELECT avg(o.nrr) FROM marts.rpt_satisfaction AS o WHERE {_SAME_FORMS})) > 0.0051",
    ),
    holds(
        "grade_fits_the_index",
        N_("the grade is that of the index"),
        "s.grade <> CASE WHEN s.ikm >= 88.31 THEN 'A' WHEN s.ikm >= 76.61 THEN 'B' WHEN s.ikm >= 65 THEN 'C' ELSE 'D' END",
    ),
)
