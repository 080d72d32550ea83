-- Grain: one row; papers of cases opened up to the period's last day that are owed now, and the age of the oldest.
SELECT count(*)::BIGINT AS papers, coalesce(max(age_days), 0)::BIGINT AS oldest_days
FROM rpt_documents
WHERE required
  AND status IN ('missing', 'unsigned', 'inconsistent')
  AND NOT is_accepted
  AND opened_on <= $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
