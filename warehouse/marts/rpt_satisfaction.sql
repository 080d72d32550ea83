-- grain: one row per service point, period, element of the SKM survey (1 … 9, PermenPANRB 14/2017)
-- `element`: 1 requirements, 2 procedure, 3 time, 4 cost, 5 product, 6 competence, 7 conduct, 8 complaints, 9 facilities.
-- `respondents`: forms sent in the period; every form scores all nine elements, so they are the same in all nine rows, and
--   are never added up over elements. `answers_1` … `answers_4`: how many gave this element each score.
-- `score_sum`: the scores of the element added up. `nrr` = score_sum ÷ respondents, its mean score.
-- `ikm` = 25 × mean of the nine `nrr` (each weighs 1/9, not 0.11), rounded to two decimals, halves up; `grade`: A from 88.31,
--   B from 76.61, C from 65.00, D below. Both are those of the whole form, repeated in each row of a service point and period.
-- Over several service points or periods the index is not the mean of indexes: add up `score_sum` and `respondents` first.
WITH answered AS (
    UNPIVOT (SELECT agency, service_point, local_day, in_touched_month, u1, u2, u3, u4, u5, u6, u7, u8, u9 FROM stg_survey_answers)
    ON u1, u2, u3, u4, u5, u6, u7, u8, u9 INTO NAME question VALUE score
),
counted AS (
    SELECT a.agency, a.service_point, g.grain, date_trunc(g.grain, a.local_day)::DATE AS period_start,
           a.question[2:]::INTEGER AS element,
           count(*) AS respondents,
           count(*) FILTER (a.score = 1) AS answers_1,
           count(*) FILTER (a.score = 2) AS answers_2,
           count(*) FILTER (a.score = 3) AS answers_3,
           count(*) FILTER (a.score = 4) AS answers_4,
           sum(a.score)::BIGINT AS score_sum
    FROM answered AS a
    JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain) ON g.grain = 'year' OR a.in_touched_month
    GROUP BY ALL
),
indexed AS (  -- in whole hundredths, so that a half is a half
    SELECT *, ((5000 * (sum(score_sum) OVER form)::BIGINT + 9 * respondents) // (18 * respondents))::BIGINT AS hundredths
    FROM counted
    WINDOW form AS (PARTITION BY agency, service_point, grain, period_start)
)
SELECT agency, service_point, grain, period_start, element, respondents, answers_1, answers_2, answers_3, answers_4, score_sum,
       score_sum / respondents AS nrr, hundredths / 100 AS ikm,
       CASE WHEN hundredths >= 8831 THEN 'A' WHEN hundredths >= 7661 THEN 'B' WHEN hundredths >= 6500 THEN 'C' ELSE 'D' END AS grade
FROM indexed
ORDER BY ALL
