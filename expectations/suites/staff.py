"""Staff: appointments and roles; who they are stays at the desk."""

from __future__ import annotations

from expectations.library import Suite, suite, unique

SUITE: Suite = suite(
    "raw.staff",
    unique("staff_row_id", table="raw.staff"),
)
