"""Pauses of running steps: what a step waited for, and since when."""

from __future__ import annotations

from expectations.library import known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique, warn

SUITE: Suite = suite(
    "raw.step_pauses",
    unique("pause_id", table="raw.step_pauses"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("reason_code", "patron", "authority", "other"),
    warn(refers_to("case_id", "raw.cases", "case_id")),
)
