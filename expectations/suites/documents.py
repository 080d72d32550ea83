"""Official papers."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_in_future, not_null, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.documents",
    unique("document_id", table="raw.documents"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    at_least("serial", 1),
    refers_to("case_id", "raw.cases", "case_id"),
)
