"""What each role recorded, and how much of it on time."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, ratio, Suite, suite, unique
from warehouse.i18n import N_

_MART = "marts.rpt_sop_roles"

SUITE: Suite = suite(
    _MART,
    unique(
        "agency",
        "service_point",
        "period_start",
        "sop_code",
        "sop_version",
        "unit_position",
        "role",
        table=_MART,
    ),
    at_most("backfilled", "recorded"),
    at_most("judged", "recorded"),
    at_most("timed", "judged"),
    at_most("on_time", "timed"),
    at_least("lost_minutes", 0),
    ratio("on_time_rate", "on_time", "timed"),
    ratio("judged_rate", "on_time", "judged"),
    holds(
        "roles_make_the_month",
        N_("the roles of a unit add up to what was recorded of it in rpt_sop_step_compliance"),
        "(SELECT sum(o.recorded) FROM marts.rpt_sop_roles AS o"
        " WHERE o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start"
        " AND o.sop_code = s.sop_code AND o.sop_version = s.sop_version AND o.unit_position = s.unit_position)"
        " IS DISTINCT FROM (SELECT sum(c.recorded) FROM marts.rpt_sop_step_compliance AS c"
        " WHERE c.agency = s.agency AND c.service_point = s.service_point AND c.period_start = s.period_start"
        " AND c.sop_code = s.sop_code AND c.sop_version = s.sop_version AND c.step_position = s.unit_position"
        " AND c.grain = 'month')",
    ),
)
