-- Grain: agency, service point (null: the whole agency); different members among the visits of the period.
SELECT agency, service_point, sum(members)::BIGINT AS unique_members
FROM rpt_member_returns
WHERE period_start BETWEEN $first AND $last
  AND (previous_on IS NULL OR previous_on < $first)
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
