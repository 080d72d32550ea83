"""Copies: one row per registration or change."""

from __future__ import annotations

from expectations import advice
from expectations.library import (
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
    "raw.copies",
    unique("copy_row_id", table="raw.copies"),
    not_null("local_day"),
    known_place(),
    not_in_future(),
    not_null("collection"),
    one_of("ddc_class", "", "000", "100", "200", "300", "400", "500", "600", "700", "800", "900"),
    warn(refers_to("title_id", "raw.titles", "title_id")),
    holds(
        "not_lent_collections",
        N_("reference and deposit copies are never lent"),
        "s.is_lendable AND s.collection IN ('reference', 'deposit')",
        owner="catalogue_staff",
        advice=advice.NOT_LENT,
    ),
)
