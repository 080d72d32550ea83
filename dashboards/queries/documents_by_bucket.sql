-- Grain: bucket (day, week from Monday, or month) in which the case opened; papers it must have, by what became of them.
SELECT
    date_trunc($bucket, opened_on)::DATE AS bucket,
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
  AND ($sop_code::VARCHAR IS NULL OR sop_code = $sop_code)
GROUP BY ALL
ORDER BY ALL
