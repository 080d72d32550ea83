"""People of visiting groups by their classes."""

from __future__ import annotations

from expectations.library import at_least, holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_group_visitors",
    unique("agency", "service_point", "grain", "period_start", "dimension", "value", table="marts.rpt_group_visitors"),
    one_of("grain", "day", "month", "year"),
    one_of("dimension", "sex", "age_class", "occupation", "education"),
    at_least("heads", 1),
    holds(
        "within_the_groups",
        N_("the classes of a dimension add up to at most the heads of the groups"),
        "(SELECT sum(o.heads) FROM marts.rpt_group_visitors AS o WHERE o.agency = s.agency"
        " AND o.service_point = s.service_point AND o.grain = s.grain AND o.period_start = s.period_start"
        " AND o.dimension = s.dimension)"
        " > coalesce((SELECT sum(v.group_heads) FROM marts.rpt_visitors AS v WHERE v.agency = s.agency"
        " AND v.service_point = s.service_point AND v.grain = s.grain AND v.period_start = s.period_start), 0)",
    ),
)
