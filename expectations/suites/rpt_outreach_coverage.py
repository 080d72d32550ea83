"""Outreach by service and region: served within registered, copies conserved, nothing counted twice."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, at_most, holds, not_null, one_of, ratio, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_outreach_coverage",
    unique("agency", "grain", "period_start", "service", "region_code", table="marts.rpt_outreach_coverage"),
    one_of("grain", "day", "month", "year"),
    not_null("service"),
    at_most("sites_served", "sites_registered"),
    at_most("people_served", "people_registered"),
    ratio("site_coverage", "sites_served", "sites_registered"),
    ratio("population_coverage", "people_served", "people_registered"),
    at_least("sites_registered", 0),
    at_least("copies_outstanding", 0),
    warn(
        holds(
            "planned_covers_done_and_cancelled",
            N_("trips done and cancelled were planned, and none is both"),
            "s.trips_done + s.trips_cancelled > s.trips_planned",
            owner="section_head",
            advice=advice.TRIPS,
        )
    ),
    holds(
        "copies_conserved",
        N_("over all months, copies out − back − lost is what lies at the sites of the service and region"),
        "s.grain = 'month' AND s.copies_outstanding <> (SELECT sum(o.copies_out - o.copies_back - o.copies_lost)"
        " FROM marts.rpt_outreach_coverage AS o WHERE o.grain = 'month' AND o.agency = s.agency AND o.service = s.service"
        " AND o.region_code IS NOT DISTINCT FROM s.region_code AND o.period_start <= s.period_start)",
    ),
    holds(
        "months_add_up",
        N_("trips and copies of the year are those of its months"),
        "s.grain = 'year' AND s.period_start < date_trunc('year', (SELECT max(local_day) FROM raw.journal))"
        " AND (s.trips_planned, s.copies_out, s.visitors) IS DISTINCT FROM"
        " (SELECT (coalesce(sum(o.trips_planned), 0), coalesce(sum(o.copies_out), 0), coalesce(sum(o.visitors), 0))"
        " FROM marts.rpt_outreach_coverage AS o WHERE o.grain = 'month' AND o.agency = s.agency AND o.service = s.service"
        " AND o.region_code IS NOT DISTINCT FROM s.region_code AND date_trunc('year', o.period_start) = s.period_start)",
    ),
)
