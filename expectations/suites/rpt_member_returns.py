"""Members by the day they came and the day they had come before: different members of any period."""

from __future__ import annotations

from expectations.library import at_least, holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_member_returns",
    unique("agency", "service_point", "grain", "period_start", "previous_on", table="marts.rpt_member_returns"),
    one_of("grain", "day"),
    at_least("members", 1),
    holds(
        "before_is_before",
        N_("the visit before was on an earlier day"),
        "s.previous_on >= s.period_start",
    ),
    holds(
        "each_member_once",
        N_("over all time every member who came is counted once, at the first visit"),
        "(SELECT sum(o.members) FROM marts.rpt_member_returns AS o WHERE o.agency = s.agency"
        " AND o.service_point IS NULL AND o.previous_on IS NULL)"
        " <> (SELECT count(DISTINCT v.member_key) FROM raw.visits AS v"
        " ANTI JOIN raw.visit_cancellations AS c ON c.visit_id = v.visit_id WHERE v.agency = s.agency)",
    ),
)
