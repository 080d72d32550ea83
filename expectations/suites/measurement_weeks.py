"""Measurement weeks: which SOPs, where, from day to day."""

from __future__ import annotations

from expectations.library import at_most, holds, known_place, not_in_future, Suite, suite, unique, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.measurement_weeks",
    unique("measurement_id", table="raw.measurement_weeks"),
    unique("week_id", "sop_code", table="raw.measurement_weeks"),
    known_place(),
    not_in_future(),
    at_most("from_on", "until_on"),
    warn(
        holds(
            "sop_in_catalogue",
            N_("the SOP is in the catalogue"),
            "NOT EXISTS (SELECT 1 FROM ref.sop_units AS o WHERE o.sop_code = s.sop_code)",
        )
    ),
)
