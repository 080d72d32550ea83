"""Copies at sites: conserved, and never negative."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, holds, not_null, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_site_stock",
    unique("site_id", table="marts.rpt_site_stock"),
    not_null("kind"),
    at_least("copies_outstanding", 0),
    at_least("days_since_served", 0),
    holds(
        "copies_conserved",
        N_("copies out − back − lost is what lies at the site"),
        "s.copies_outstanding <> s.copies_out - s.copies_back - s.copies_lost",
    ),
    warn(  # moves of a node that has not published yet may be missing
        holds(
            "as_many_as_moved",
            N_("the copies that lie at the site are those moved there less those moved away"),
            "s.copies_outstanding <> (SELECT count(*) FROM raw.copy_moves AS m WHERE m.to_site_id = s.site_id)"
            " - (SELECT count(*) FROM raw.copy_moves AS m WHERE m.from_site_id = s.site_id)",
            owner="section_head",
            advice=advice.SITE_STOCK,
        )
    ),
    holds(
        "household_is_not_placed",
        N_("a household has no name and no coordinates"),
        "s.kind = 'household' AND (s.public_name IS NOT NULL OR s.latitude IS NOT NULL OR s.longitude IS NOT NULL)",
        owner="division_head",
        advice=advice.HOUSEHOLD,
    ),
)
