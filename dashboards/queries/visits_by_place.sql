-- Grain: agency, service point; visits of the period.
SELECT agency, service_point, sum(visits)::BIGINT AS visits
FROM rpt_visitors
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
