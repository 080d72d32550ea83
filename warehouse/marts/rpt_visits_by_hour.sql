-- grain: one row per service point, month, weekday (ISO: 1 Monday … 7 Sunday), local hour (0 … 23)
-- `visits` as in rpt_visitors.
WITH quarters AS (  -- the wall clock is asked once a quarter of an hour, in which it keeps its hour, not once a visit
    SELECT agency, quarter, hour(timezone(zone, make_timestamptz(quarter * 900000000)))::INTEGER AS hour
    FROM (
        SELECT DISTINCT agency, coalesce(timezone, 'UTC') AS zone, epoch_us(occurred_at) // 900000000 AS quarter
        FROM stg_visits WHERE in_touched_month
    )
)
SELECT v.agency, v.service_point, 'month' AS grain, v.local_month AS period_start, isodow(v.local_day)::INTEGER AS weekday, q.hour,
       sum(v.visits)::BIGINT AS visits
FROM stg_visits AS v
JOIN quarters AS q ON q.agency = v.agency AND q.quarter = epoch_us(v.occurred_at) // 900000000
WHERE v.in_touched_month
GROUP BY ALL
ORDER BY ALL
