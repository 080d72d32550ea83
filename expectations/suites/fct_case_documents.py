"""Documents that cases must have."""

from __future__ import annotations

from expectations.library import at_least, holds, not_null, one_of, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.fct_case_documents",
    unique("case_id", "step_position", table="marts.fct_case_documents"),
    not_null("due_at"),
    at_least("papers_needed", 1),
    one_of("status", "complete", "missing", "unsigned", "inconsistent"),
    holds(
        "on_file_is_not_overdue",
        N_("a document on file is not overdue"),
        "s.on_file AND s.is_overdue",
    ),
    holds(
        "complete_is_on_file",
        N_("a complete document is on file, signed and consistent at every site that needs it"),
        "s.status = 'complete' AND (NOT s.on_file OR s.papers_unsigned + s.papers_inconsistent + s.papers_missing > 0)",
    ),
)
