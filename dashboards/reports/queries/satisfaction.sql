-- Grain: element of the SKM survey (1 … 9); how many gave it each score in the period, over all service points.
SELECT
    element,
    sum(respondents)::BIGINT AS respondents,
    sum(answers_1)::BIGINT AS answers_1,
    sum(answers_2)::BIGINT AS answers_2,
    sum(answers_3)::BIGINT AS answers_3,
    sum(answers_4)::BIGINT AS answers_4,
    sum(score_sum)::BIGINT AS score_sum
FROM rpt_satisfaction
WHERE grain = $grain AND agency = $agency AND period_start = $first
GROUP BY element
ORDER BY element
