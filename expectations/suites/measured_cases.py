"""Cases opened in a measurement week."""

from __future__ import annotations

from expectations.library import (
    holds,
    known_place,
    not_in_future,
    not_null,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.measured_cases",
    unique("case_id", table="raw.measured_cases"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(refers_to("week_id", "raw.measurement_weeks", "week_id")),
    warn(
        holds(
            "opened_in_its_week",
            N_("a measured case was opened on a day of its measurement week"),
            "EXISTS (SELECT 1 FROM raw.measurement_weeks AS w WHERE w.week_id = s.week_id)"
            " AND NOT EXISTS (SELECT 1 FROM raw.measurement_weeks AS w WHERE w.week_id = s.week_id"
            " AND w.service_point = s.service_point AND s.local_day BETWEEN w.from_on AND w.until_on)",
            advice=N_(
                "Look at the clock of the desk that opened it, and at the days of the week as the head set them."
            ),
        )
    ),
)
