"""Cases and the units that apply to them."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.fct_case_units",
    unique("case_id", "unit_position", table="marts.fct_case_units"),
    one_of("status", "on_time", "late", "missing", "recorded", "untimed"),
    at_least("duration_us", 0),
    at_most("duration_us", "elapsed_us"),
    holds(
        "on_time_is_timed",
        N_("only a timed unit is on time"),
        "s.is_on_time AND NOT s.is_timed AND s.standard_s IS NOT NULL",
    ),
    holds(
        "timed_is_recorded",
        N_("only a recorded unit is timed"),
        "s.is_timed AND NOT s.is_recorded",
    ),
)
