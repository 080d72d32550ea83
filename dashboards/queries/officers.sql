-- Grain: officer (pseudonymous staff key) with records in the months picked; ordered by the key, which says nothing.
-- Confidential: asked only by dashboards.readings.officers, which knows who may see whom.
SELECT DISTINCT staff_key::VARCHAR AS staff_key
FROM rpt_sop_officers
WHERE grain = 'month'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY ALL
