"""Decisions of the head of division."""

from __future__ import annotations

from expectations.library import one_of, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.request_decisions",
    unique("case_id", table="raw.request_decisions"),
    one_of("decision", "approved", "declined"),
    refers_to("case_id", "raw.service_requests", "case_id"),
)
