"""Loans: first lending of a copy."""

from __future__ import annotations

from expectations import advice
from expectations.library import holds, known_place, not_in_future, not_null, refers_to, Suite, suite, unique, warn
from warehouse.i18n import N_

_OUT = (
    "FROM checks.loan_spans AS o WHERE o.member_key = s.member_key AND o.occurred_at <= s.occurred_at"
    " AND (o.returned_at IS NULL OR o.returned_at > s.occurred_at)"
)
_TERMS = "FROM ref.loan_terms AS l WHERE l.agency = s.agency AND s.local_day BETWEEN l.from_day AND l.until_day"

SUITE: Suite = suite(
    "raw.loans",
    unique("loan_id", table="raw.loans"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    warn(refers_to("copy_id", "raw.copies", "copy_id")),
    warn(refers_to("case_id", "raw.cases", "case_id")),
    warn(
        holds(
            "every_loan_has_a_visit",
            N_("who borrows in the building is in its guest book that day"),
            "s.case_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM raw.trip_cases AS t WHERE t.case_id = s.case_id)"
            " AND NOT EXISTS (SELECT 1 FROM raw.visits AS v"
            " ANTI JOIN raw.visit_cancellations AS k ON k.visit_id = v.visit_id"
            " WHERE v.member_key = s.member_key AND v.local_day = s.local_day AND v.agency = s.agency)",
            owner="guest_book_staff",
            advice=advice.BY_THE_GUEST_BOOK,
        )
    ),
    warn(
        holds(
            "card_is_valid_that_day",
            N_("the card that borrows is valid and not blocked that day"),
            "coalesce((SELECT arg_max(m.expires_on < s.local_day OR m.is_blocked, (m.occurred_at, m.node, m.txid))"
            " FROM raw.members AS m WHERE m.member_key = s.member_key AND m.occurred_at <= s.occurred_at), true)",
            owner="membership_officer",
            advice=advice.VALID_CARD,
        )
    ),
    warn(
        holds(
            "within_the_limit",
            N_("a member has at most as many titles and copies out as the rule allows (two, SOP loan, step 5)"),
            f"(SELECT count(*) {_OUT}) > coalesce((SELECT l.max_copies {_TERMS}), 2)"
            f" OR (SELECT count(DISTINCT o.title_id) {_OUT}) > coalesce((SELECT l.max_titles {_TERMS}), 2)",
            owner="circulation_staff",
            advice=advice.LIMIT,
        )
    ),
    warn(
        holds(
            "copy_was_in",
            N_("a copy that is out is not lent again before it came back"),
            "EXISTS (SELECT 1 FROM checks.loan_spans AS o WHERE o.copy_id = s.copy_id AND o.loan_id <> s.loan_id"
            " AND o.occurred_at <= s.occurred_at AND (o.returned_at IS NULL OR o.returned_at > s.occurred_at))",
            owner="circulation_staff",
            advice=advice.LENT_TWICE,
        )
    ),
    holds("due_after_lending", N_("a loan is not due before it was lent"), "s.due_on < s.local_day"),
)
