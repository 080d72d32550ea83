"""People of one class in a group that was registered."""

from __future__ import annotations

from expectations.library import at_least, known_place, not_in_future, not_null, one_of, refers_to, Suite, suite, unique

SUITE: Suite = suite(
    "raw.group_counts",
    unique("count_id", table="raw.group_counts"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("dimension", "sex", "age_class", "occupation", "education"),
    at_least("heads", 1),
    refers_to("visit_id", "raw.visits", "visit_id"),
)
