"""Documents that cases must have: missing, unsigned and inconsistent berita acara are findings of their own."""

from __future__ import annotations

from expectations import advice
from expectations.library import at_least, at_most, holds, not_null, one_of, Suite, suite, unique, warn
from warehouse.i18n import N_

_BERITA_ACARA = (
    "s.document_kind IN ('handover_ba', 'return_ba', 'loan_evidence', 'stock_ba') AND NOT s.is_accepted AND "
)

SUITE: Suite = suite(
    "marts.rpt_documents",
    unique("case_id", "document_kind", table="marts.rpt_documents"),
    not_null("required"),
    not_null("due_at"),
    not_null("responsible_role"),
    one_of("status", "complete", "missing", "unsigned", "inconsistent"),
    at_least("age_days", 0),
    at_least("papers_needed", 1),
    at_most("papers_missing", "papers_needed"),
    holds(
        "a_finding_has_an_age",
        N_("missing, unsigned and inconsistent documents have an age, others have none"),
        "(s.age_days IS NOT NULL) <> coalesce(s.status IN ('missing', 'unsigned', 'inconsistent'), false)",
    ),
    holds(
        "the_paper_is_not_overdue",
        N_("a document without a status is not overdue as of the agency's latest record"),
        "s.status IS NULL AND s.due_at < (SELECT max(j.recorded_at) FROM raw.journal AS j WHERE j.agency = s.agency)",
    ),
    holds(
        "missing_means_nothing_on_file",
        N_("a missing document that every site needs once has no paper that stands"),
        "s.status = 'missing' AND s.papers_needed = 1 AND EXISTS (SELECT 1 FROM raw.documents AS d"
        " ANTI JOIN raw.document_voids AS v ON v.document_id = d.document_id"
        " WHERE d.case_id = s.case_id AND d.document_kind = s.document_kind)",
    ),
    warn(
        holds(
            "berita_acara_present",
            N_("every berita acara that is due is on file"),
            _BERITA_ACARA + "s.papers_missing > 0",
            owner="section_head",
            advice=advice.BERITA_ACARA_PRESENT,
        )
    ),
    warn(
        holds(
            "berita_acara_signed",
            N_("every berita acara on file bears the signatures it needs"),
            _BERITA_ACARA + "s.papers_unsigned > 0",
            owner="section_head",
            advice=advice.BERITA_ACARA_SIGNED,
        )
    ),
    warn(
        holds(
            "berita_acara_consistent",
            N_("every berita acara on file lists the copies that were scanned"),
            _BERITA_ACARA + "s.papers_inconsistent > 0",
            owner="section_head",
            advice=advice.BERITA_ACARA_CONSISTENT,
        )
    ),
    warn(
        holds(
            "reports_and_letters_present",
            N_("every report, letter and receipt that is due is on file and signed"),
            "s.document_kind NOT IN ('handover_ba', 'return_ba', 'loan_evidence', 'stock_ba') AND NOT s.is_accepted"
            " AND s.status IN ('missing', 'unsigned')",
            owner="section_head",
            advice=advice.PAPERS,
        )
    ),
)
