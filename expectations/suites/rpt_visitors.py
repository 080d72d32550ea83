"""Visitors by period and class."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_visitors",
    unique(
        "agency",
        "service_point",
        "grain",
        "period_start",
        "visitor_type",
        "sex",
        "age_class",
        "occupation",
        "education",
        "purpose",
        table="marts.rpt_visitors",
    ),
    one_of("grain", "day", "month", "year"),
    at_least("visits", 0),
    at_least("room_visits", 0),
    holds(
        "somebody_came",
        N_("a row has visits, room visits or outreach visitors"),
        "s.visits + s.room_visits + s.outreach_visitors = 0",
    ),
    at_most("unique_members", "visits"),
    at_most("group_heads", "visits"),
    holds(
        "as_many_as_registered",
        N_("a month's visits are those of the guest book, cancelled ones left out"),
        "s.grain = 'month' AND (SELECT sum(o.visits) FROM marts.rpt_visitors AS o WHERE o.grain = 'month'"
        " AND o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start)"
        " <> (SELECT sum(CASE WHEN v.visitor_type = 'group' THEN v.head_count ELSE 1 END)"
        " FROM raw.visits AS v ANTI JOIN raw.visit_cancellations AS c ON c.visit_id = v.visit_id"
        " WHERE v.agency = s.agency AND v.service_point = s.service_point AND v.local_month = s.period_start)",
    ),
    holds(
        "as_many_as_in_the_room_books",
        N_("a month's room visits are those of the rooms' guest books, those of cancelled visits left out"),
        "s.grain = 'month' AND (SELECT sum(o.room_visits) FROM marts.rpt_visitors AS o WHERE o.grain = 'month'"
        " AND o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start)"
        " <> (SELECT count(*) FROM raw.room_visits AS r ANTI JOIN raw.visit_cancellations AS c ON c.visit_id = r.visit_id"
        " WHERE r.agency = s.agency AND r.service_point = s.service_point AND r.local_month = s.period_start)",
    ),
    holds(
        "as_many_as_at_the_stops",
        N_("a month's outreach visitors are those of the visitors' books of the stops"),
        "s.grain = 'month' AND (SELECT sum(o.outreach_visitors) FROM marts.rpt_visitors AS o WHERE o.grain = 'month'"
        " AND o.agency = s.agency AND o.service_point = s.service_point AND o.period_start = s.period_start)"
        " <> (SELECT coalesce(sum(v.heads), 0) FROM raw.outreach_visits AS v WHERE v.agency = s.agency"
        " AND v.service_point = s.service_point AND v.local_month = s.period_start)",
    ),
    holds(
        "days_add_up",
        N_("the days of a month add up to it"),
        "s.grain = 'month' AND s.visits <> (SELECT sum(o.visits) FROM marts.rpt_visitors AS o WHERE o.grain = 'day'"
        " AND date_trunc('month', o.period_start) = s.period_start AND o.agency = s.agency"
        " AND o.service_point = s.service_point AND o.visitor_type = s.visitor_type"
        " AND o.sex IS NOT DISTINCT FROM s.sex AND o.age_class IS NOT DISTINCT FROM s.age_class"
        " AND o.occupation IS NOT DISTINCT FROM s.occupation AND o.education IS NOT DISTINCT FROM s.education"
        " AND o.purpose IS NOT DISTINCT FROM s.purpose)",
    ),
)
