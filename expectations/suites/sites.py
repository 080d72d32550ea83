"""Places served: schools, houses of worship, households and others."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, holds, known_place, not_in_future, not_null, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.sites",
    unique("site_row_id", table="raw.sites"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("kind", "school", "university", "institution", "orphanage", "home", "worship", "household", "village"),
    at_least("people_served", 0),
    holds(
        "household_is_not_named",
        N_("a household's name stays at the desk"),
        "s.kind = 'household' AND s.public_name IS NOT NULL",
        owner="division_head",
        advice=advice.HOUSEHOLD,
    ),
)
