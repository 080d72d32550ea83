-- Grain: element of the SKM survey (1 … 9); how many gave it each score, added up over places and periods.
SELECT
    element,
    sum(respondents)::BIGINT AS respondents,
    sum(answers_1)::BIGINT AS answers_1,
    sum(answers_2)::BIGINT AS answers_2,
    sum(answers_3)::BIGINT AS answers_3,
    sum(answers_4)::BIGINT AS answers_4,
    sum(score_sum)::BIGINT AS score_sum
FROM rpt_satisfaction
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY element
ORDER BY element
