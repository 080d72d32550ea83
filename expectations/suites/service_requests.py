"""Requests of ANTER KOPER."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.service_requests",
    unique("case_id", table="raw.service_requests"),
    known_place(),
    not_in_future(),
    refers_to("case_id", "raw.cases", "case_id"),
    refers_to("site_id", "raw.sites", "site_id"),
)
