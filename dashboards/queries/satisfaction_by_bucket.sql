-- Grain: bucket (day, week from Monday, or month); respondents, and their scores of all nine elements added up.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    sum(respondents) FILTER (WHERE element = 1)::BIGINT AS respondents,
    sum(score_sum)::BIGINT AS score_sum
FROM rpt_satisfaction
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
