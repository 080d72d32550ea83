"""What each role recorded, and how much of it on time."""

from __future__ import annotations

from expectations.library import at_least, at_most, makes_the_month, ratio, Suite, suite, unique
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
    makes_the_month(
        "roles_make_the_month",
        N_("the roles of a unit add up to what was recorded of it in rpt_sop_step_compliance"),
        _MART,
        "recorded",
    ),
)
