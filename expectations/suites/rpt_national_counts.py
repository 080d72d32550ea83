"""What national indicators ask of a year."""

from __future__ import annotations

from expectations.library import at_least, not_null, one_of, Suite, suite, unique
from warehouse.catalogue.national import COUNTS

SUITE: Suite = suite(
    "marts.rpt_national_counts",
    unique("agency", "period_start", "measure", table="marts.rpt_national_counts"),
    one_of("grain", "year"),
    one_of("measure", *sorted(COUNTS)),
    not_null("value"),
    at_least("value", 0),
)
