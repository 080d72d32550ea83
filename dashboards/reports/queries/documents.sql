-- Grain: SOP, document kind; papers that the period's cases must have, by what became of them. The states add up to required.
SELECT
    sop_code,
    document_kind,
    count(*)::BIGINT AS required,
    count(*) FILTER (WHERE status = 'complete')::BIGINT AS complete,
    count(*) FILTER (WHERE status = 'missing' AND NOT is_accepted)::BIGINT AS missing,
    count(*) FILTER (WHERE status = 'unsigned' AND NOT is_accepted)::BIGINT AS unsigned,
    count(*) FILTER (WHERE status = 'inconsistent' AND NOT is_accepted)::BIGINT AS inconsistent,
    count(*) FILTER (WHERE status <> 'complete' AND is_accepted)::BIGINT AS excepted,
    count(*) FILTER (WHERE status IS NULL)::BIGINT AS not_due
FROM rpt_documents
WHERE required AND agency = $agency AND opened_on BETWEEN $first AND $last
GROUP BY sop_code, document_kind
ORDER BY sop_code, document_kind
