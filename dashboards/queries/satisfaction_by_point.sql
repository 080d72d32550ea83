-- Grain: agency, service point; respondents, and their scores of all nine elements added up.
SELECT
    agency,
    service_point,
    sum(respondents) FILTER (WHERE element = 1)::BIGINT AS respondents,
    sum(score_sum)::BIGINT AS score_sum
FROM rpt_satisfaction
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY agency, service_point
