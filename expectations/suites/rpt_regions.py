"""The imported list of regions."""

from __future__ import annotations

from expectations.library import not_null, one_of, Suite, suite, unique, warn

SUITE: Suite = suite(
    "marts.rpt_regions",
    unique("code", table="marts.rpt_regions"),
    not_null("name"),
    warn(one_of("level", "province", "regency", "district", "village")),
)
