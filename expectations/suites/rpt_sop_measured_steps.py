"""Steps judged one by one in a measurement week."""

from __future__ import annotations

from expectations.library import at_least, at_most, one_of, ratio, Suite, suite, unique

_MART = "marts.rpt_sop_measured_steps"

SUITE: Suite = suite(
    _MART,
    unique(
        "agency",
        "service_point",
        "sop_code",
        "sop_version",
        "step_position",
        "grain",
        "period_start",
        table=_MART,
    ),
    one_of("grain", "day", "month"),
    at_most("recorded", "expected"),
    at_most("timed", "recorded"),
    at_most("on_time", "timed"),
    at_least("lost_minutes", 0),
    ratio("recording_rate", "recorded", "expected"),
    ratio("on_time_rate", "on_time", "timed"),
)
