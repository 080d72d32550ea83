"""Documents that cases must have."""

from __future__ import annotations

from expectations.library import holds, not_null, Suite, suite, unique

SUITE: Suite = suite(
    "marts.fct_case_documents",
    unique("case_id", "step_position", table="marts.fct_case_documents"),
    not_null("due_at"),
    holds("on_file_is_not_overdue", "a document on file is not overdue", "s.on_file AND s.is_overdue"),
)
