"""Returns of copies."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
    at_least,
    holds,
    known_place,
    not_in_future,
    not_null,
    refers_to,
    Suite,
    suite,
    unique,
    warn,
)
from warehouse.i18n import N_

SUITE: Suite = suite(
    "raw.loan_returns",
    unique("return_id", table="raw.loan_returns"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("loan_id", "raw.loans", "loan_id")),
    warn(unique("loan_id", table="raw.loan_returns")),
    at_least("days_late", 0),
    warn(
        holds(
            "comes_back_after_it_was_lent",
            N_("a loan comes back after it was lent, and the copy is the one that was lent"),
            "EXISTS (SELECT 1 FROM raw.loans AS o WHERE o.loan_id = s.loan_id"
            " AND (o.occurred_at > s.occurred_at OR o.copy_id <> s.copy_id))",
            owner="circulation_staff",
            advice=advice.LENT_TWICE,
        )
    ),
)
