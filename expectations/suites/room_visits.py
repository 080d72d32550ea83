"""Room guest books, reference and deposit."""

from __future__ import annotations

from expectations.library import (
    filled,
    known_place,
    not_in_future,
    not_null,
    one_of,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)

SUITE: Suite = suite(
    "raw.room_visits",
    unique("room_visit_id", table="raw.room_visits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("room", "reference", "deposit"),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(refers_to("visit_id", "raw.visits", "visit_id")),
    filled("sex", "age_class", "occupation", "education", unless="s.visitor_type = 'group'"),
)
