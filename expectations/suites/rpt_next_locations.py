"""The plan of the next month: each site once a service, on a working day of that month, and a reason for each."""

from __future__ import annotations

from expectations.library import at_least, holds, not_null, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_next_locations",
    unique("agency", "service", "month", "site_id", table="marts.rpt_next_locations"),
    not_null("reason"),
    at_least("score", 1),
    holds(
        "chosen_has_its_day",
        N_("what is chosen has a day of the month, a vehicle and clock times; what is not has none"),
        "s.chosen <> (s.planned_on IS NOT NULL AND s.vehicle IS NOT NULL AND s.arrive_at < s.leave_at)"
        " OR date_trunc('month', s.planned_on) <> s.month",
    ),
    holds(
        "planned_for_a_working_day",
        N_("visits are planned for working days"),
        "EXISTS (SELECT 1 FROM ref.calendar_days AS c WHERE c.agency = s.agency AND c.day = s.planned_on"
        " AND NOT c.is_working_day)",
    ),
)
