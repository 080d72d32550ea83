"""Volume drift: a service point's day against the same weekdays before, by the agency's thresholds (`check_terms`)."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, Suite, suite, warn
from warehouse.i18n import N_

_USUAL = "s.usual_visits >= s.usual_visits_least AND "

SUITE: Suite = suite(
    "checks.point_days",
    warn(
        holds(
            "not_far_below_the_usual",
            N_("an open day has not far fewer visits than the same weekday in the eight weeks before"),
            _USUAL + "s.visits * 100 < s.usual_visits * s.low_day_percent",
            owner="guest_book_staff",
            advice=advice.VOLUME,
        )
    ),
    warn(
        holds(
            "not_far_above_the_usual",
            N_("an open day has not far more visits than the same weekday in the eight weeks before"),
            _USUAL + "s.visits * 100 > s.usual_visits * s.high_day_percent",
            owner="guest_book_staff",
            advice=advice.VOLUME,
        )
    ),
)
