-- Grain: agency; papers that cases opened on the local days picked must have, and those that are complete.
SELECT agency, count(*)::BIGINT AS required, count(*) FILTER (WHERE status = 'complete')::BIGINT AS complete
FROM rpt_documents
WHERE required AND opened_on BETWEEN $first AND $last AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
