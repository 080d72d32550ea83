"""Files of planning terms: a damaged one keeps the next month of its agency from being planned."""

from __future__ import annotations

from expectations.library import holds, Suite, suite, warn
from warehouse.i18n import N_

SUITE: Suite = suite(
    "checks.planning_terms",
    warn(
        holds(
            "planning_terms_can_be_read",
            N_("the planning terms of the catalogue (roads, office, days) can be read"),
            "s.problem IS NOT NULL",
            advice=N_(
                "The plan of the next locations stays as it was made before. `patuh doctor` names the file and the line;"
                " mend it, then refresh."
            ),
        )
    ),
)
