"""Step rows of the SOPs."""

from __future__ import annotations

from expectations.library import holds, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_sop_steps",
    unique("sop_code", "sop_version", "step_position", table="marts.rpt_sop_steps"),
    one_of("time_kind", "fixed", "adjusted", "none"),
    one_of("observed", "alone", "span", "no"),
    holds(
        "fixed_has_seconds",
        N_("a fixed time has seconds, the others have none"),
        "(s.time_kind = 'fixed') <> (s.standard_s IS NOT NULL)",
    ),
    holds(
        "no_has_reason",
        N_("a step that is not observed says why"),
        "s.observed = 'no' AND s.not_observed_reason IS NULL",
    ),
)
