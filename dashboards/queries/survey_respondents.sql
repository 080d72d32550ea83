-- Grain: value of one dimension ($dimension: sex, age_class, occupation, education, channel); null: not stated.
SELECT value, sum(respondents)::BIGINT AS respondents
FROM rpt_survey_respondents
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
  AND dimension = $dimension
GROUP BY value
ORDER BY respondents DESC, value
