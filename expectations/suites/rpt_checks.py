"""What the checks said last."""

from __future__ import annotations

from expectations.library import at_least, holds, not_null, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_checks",
    unique("table_name", "expectation", table="marts.rpt_checks"),
    one_of("severity", "critical", "warning"),
    one_of("status", "holds", "broken", "not_judged"),
    not_null("owner_role"),
    not_null("sentence_id"),
    not_null("advice_id"),
    at_least("violations", 0),
    holds(
        "broken_has_violations_and_a_beginning",
        N_("what is broken has violations and a beginning, what holds has neither"),
        "s.status <> 'not_judged' AND ((s.status = 'broken') <> (s.violations > 0)"
        " OR (s.status = 'broken') <> (s.since_at IS NOT NULL))",
    ),
)
