-- Grain: SOP of the road, document kind; papers that the period's cases need, one at every site where copies moved.
SELECT
    sop_code,
    document_kind,
    count(*)::BIGINT AS cases,
    sum(greatest(papers_needed, 1))::BIGINT AS papers_needed,
    sum(papers_missing)::BIGINT AS papers_missing,
    sum(papers_unsigned)::BIGINT AS papers_unsigned,
    sum(papers_inconsistent)::BIGINT AS papers_inconsistent
FROM rpt_documents
WHERE required AND agency = $agency AND opened_on BETWEEN $first AND $last AND list_contains($sop_codes, sop_code)
GROUP BY sop_code, document_kind
ORDER BY sop_code, document_kind
