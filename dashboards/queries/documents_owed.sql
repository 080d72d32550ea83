-- Grain: case, document kind, oldest first; papers of cases opened up to the period's last day that are missing, unsigned or
-- inconsistent now and for which no exception was accepted.
SELECT
    case_id::VARCHAR AS case_id,
    agency,
    service_point,
    sop_code,
    sop_version::INTEGER AS sop_version,
    opened_on,
    document_kind,
    status,
    due_at,
    since_on,
    age_days::INTEGER AS age_days,
    responsible_role,
    papers_needed::INTEGER AS papers_needed,
    site_id::VARCHAR AS site_id
FROM rpt_documents
WHERE required
  AND status IN ('missing', 'unsigned', 'inconsistent')
  AND NOT is_accepted
  AND opened_on <= $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY age_days DESC NULLS LAST, opened_on, case_id, document_kind
