"""What each officer recorded: confidential, for the officer and the head of division only."""

from __future__ import annotations

from expectations.library import at_least, at_most, not_null, ratio, Suite, suite, unique

_MART = "marts.rpt_sop_officers"

SUITE: Suite = suite(
    _MART,
    unique(
        "agency",
        "service_point",
        "period_start",
        "staff_key",
        "sop_code",
        "sop_version",
        "unit_position",
        table=_MART,
    ),
    not_null("staff_key"),
    at_most("judged", "recorded"),
    at_most("timed", "judged"),
    at_most("on_time", "timed"),
    at_least("lost_minutes", 0),
    ratio("on_time_rate", "on_time", "timed"),
    ratio("judged_rate", "on_time", "judged"),
)
