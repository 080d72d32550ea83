"""Places looked at."""

from __future__ import annotations

from expectations.library import refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.site_surveys",
    unique("survey_id", table="raw.site_surveys"),
    refers_to("case_id", "raw.service_requests", "case_id"),
    refers_to("site_id", "raw.sites", "site_id"),
)
