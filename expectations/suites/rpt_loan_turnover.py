"""Loans, holdings and their turnover."""

from __future__ import annotations

from expectations.library import at_least, at_most, holds, one_of, ratio, Suite, suite, unique
from warehouse.i18n import N_

SUITE: Suite = suite(
    "marts.rpt_loan_turnover",
    unique("agency", "grain", "period_start", "collection", "ddc_class", table="marts.rpt_loan_turnover"),
    one_of("grain", "day", "month", "year"),
    at_least("loans", 0),
    at_least("lendable_copies", 0),
    at_least("unused_copies", 0),
    at_most("unused_copies", "lendable_copies"),
    at_most("overdue_returns", "returns"),
    ratio("collection_turnover", "loans", "lendable_copies"),
    ratio("unused_share", "unused_copies", "lendable_copies"),
    holds(
        "as_many_as_lent",
        N_("a month's loans are those recorded"),
        "s.grain = 'month' AND (SELECT sum(o.loans) FROM marts.rpt_loan_turnover AS o WHERE o.grain = 'month'"
        " AND o.agency = s.agency AND o.period_start = s.period_start)"
        " <> (SELECT count(*) FROM raw.loans AS l WHERE l.agency = s.agency AND l.local_month = s.period_start)",
    ),
    at_least("in_house_uses", 0),
    holds(
        "as_many_as_found_on_tables",
        N_("a month's in-house uses are those recorded"),
        "s.grain = 'month' AND (SELECT sum(o.in_house_uses) FROM marts.rpt_loan_turnover AS o WHERE o.grain = 'month'"
        " AND o.agency = s.agency AND o.period_start = s.period_start)"
        " <> (SELECT count(*) FROM raw.in_house_uses AS u WHERE u.agency = s.agency AND u.local_month = s.period_start)",
    ),
)
