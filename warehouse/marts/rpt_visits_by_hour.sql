-- grain: one row per service point, month, weekday (ISO: 1 Monday … 7 Sunday), local hour (0 … 23)
-- `visits` as in rpt_visitors.
SELECT v.agency, v.service_point, 'month' AS grain, v.local_month AS period_start,
       isodow(v.local_day)::INTEGER AS weekday,
       hour(timezone(coalesce(v.timezone, 'UTC'), v.occurred_at))::INTEGER AS hour,
       sum(v.visits)::BIGINT AS visits
FROM stg_visits AS v
WHERE v.in_touched_month
GROUP BY ALL
ORDER BY ALL
