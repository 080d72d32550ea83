"""Volume drift: a service point's day against the same weekdays before."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, Suite, suite, warn
from warehouse.i18n import N_

_USUAL = "s.usual_visits >= 10 AND "

SUITE: Suite = suite(
    "checks.point_days",
    warn(
        holds(
            "not_far_below_the_usual",
            N_("an open day has at least a quarter of the visits of the same weekday in the eight weeks before"),
            _USUAL + "s.visits * 4 < s.usual_visits",
            owner="guest_book_staff",
            advice=advice.VOLUME,
        )
    ),
    warn(
        holds(
            "not_far_above_the_usual",
            N_("an open day has at most four times the visits of the same weekday in the eight weeks before"),
            _USUAL + "s.visits > s.usual_visits * 4",
            owner="guest_book_staff",
            advice=advice.VOLUME,
        )
    ),
)
