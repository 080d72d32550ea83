"""SOP versions."""

from __future__ import annotations

from expectations.library import at_least, holds, not_null, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_sops",
    unique("sop_code", "sop_version", table="marts.rpt_sops"),
    not_null("title"),
    at_least("steps", 1),
    holds(
        "steps_all_there",
        N_("every step row of the paper is in rpt_sop_steps"),
        "s.steps <> (SELECT count(*) FROM marts.rpt_sop_steps AS o"
        " WHERE o.sop_code = s.sop_code AND o.sop_version = s.sop_version)",
    ),
)
