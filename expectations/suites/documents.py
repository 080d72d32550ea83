"""Official papers: numbered per node, kind and year without gap or double."""

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
    "raw.documents",
    unique("document_id", table="raw.documents"),
    unique("node", "document_kind", "document_year", "serial", table="raw.documents"),
    not_null("local_day"),
    known_place(),
    not_in_future("source_node"),
    at_least("serial", 1),
    refers_to("case_id", "raw.cases", "case_id"),
    warn(
        holds(
            "numbers_without_gap",
            N_("the paper before this one, of the same node, kind and year, is there"),
            "s.serial > 1 AND NOT EXISTS (SELECT 1 FROM raw.documents AS o WHERE o.node = s.node"
            " AND o.document_kind = s.document_kind AND o.document_year = s.document_year AND o.serial = s.serial - 1)",
            owner="section_head",
            advice=advice.PAPER_GAP,
        )
    ),
    warn(
        holds(
            "successor_of_a_void",
            N_("a paper takes the place of one that was made void"),
            "s.successor_of IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM raw.document_voids AS v WHERE v.document_id = s.successor_of)",
            owner="section_head",
            advice=advice.STANDS_TWICE,
        )
    ),
)
