-- grain: one row per service point, period, dimension, value
-- `respondents`: forms of the satisfaction survey by what respondents said of themselves; `dimension` is sex, age_class,
--   occupation, education or channel (kiosk, link, paper). `value` is null where nobody said. Each dimension adds up to the
--   respondents of rpt_satisfaction; dimensions tell of the same people: never add them up.
WITH told AS (
    FROM (SELECT agency, service_point, local_day, in_touched_month, sex, age_class, occupation, education, channel
          FROM stg_survey_answers)
    UNPIVOT INCLUDE NULLS (value FOR dimension IN (sex, age_class, occupation, education, channel))
)
SELECT t.agency, t.service_point, g.grain, date_trunc(g.grain, t.local_day)::DATE AS period_start, t.dimension, t.value,
       count(*) AS respondents
FROM told AS t
JOIN (VALUES ('day'), ('month'), ('year')) AS g (grain) ON g.grain = 'year' OR t.in_touched_month
GROUP BY ALL
ORDER BY ALL
