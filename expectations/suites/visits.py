"""Guest-book registrations."""

from __future__ import annotations

from expectations.library import (
    at_least,
    filled,
    holds,
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
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.visits",
    unique("visit_id", table="raw.visits"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    one_of("visitor_type", "member", "guest", "group"),
    at_least("head_count", 1),
    warn(one_of("sex", "L", "P")),
    holds(
        "member_has_key",
        N_("a member's visit carries the member's key"),
        "s.visitor_type = 'member' AND s.member_key IS NULL",
    ),
    warn(refers_to("bag_case_id", "raw.bag_deposits", "case_id")),
    filled("sex", "age_class", "occupation", "education", "purpose", unless="s.visitor_type = 'group'"),
)
