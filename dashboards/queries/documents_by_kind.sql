-- Grain: SOP, document kind; papers that cases opened on the local days picked must have, by what became of them. The
-- counts of states add up to required: an accepted exception is a state of its own.
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
WHERE required
  AND opened_on BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
