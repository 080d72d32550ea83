-- grain: one row per period (null: the whole log) and step of the SOP; a unit's figures stand on its first step
-- The definitions are those of rpt_sop_step_compliance, over the same rows: a unit belongs to the month in which its case opened.
WITH figures AS (
    SELECT date_trunc('month', opened_on)::DATE AS month, unit_position,
           count(*) AS expected,
           count(*) FILTER (WHERE is_recorded) AS recorded,
           count(*) FILTER (WHERE captured = 'backfilled') AS backfilled,
           count(*) FILTER (WHERE is_timed) AS timed,
           count(*) FILTER (WHERE is_timed AND is_on_time) AS on_time,
           count(*) FILTER (WHERE is_out_of_order) AS out_of_order,
           count(*) FILTER (WHERE is_repeated) AS repeated,
           quantile_cont(duration_us, 0.5) / 1000000 AS median_s,
           quantile_cont(duration_us, 0.9) / 1000000 AS p90_s,
           sum(greatest(0, duration_us - standard_s * 1000000)) FILTER (WHERE is_timed)::BIGINT AS lost_us
    FROM marts.fct_case_units
    GROUP BY GROUPING SETS ((date_trunc('month', opened_on)::DATE, unit_position), (unit_position))
),
periods AS (SELECT DISTINCT month FROM figures UNION SELECT NULL)
SELECT p.month, s.step_position, s.unit_position, s.printed_no, s.activity, s.time_printed, s.observed,
       replace(s.condition, getvariable('of_log'), '') AS condition,
       CASE WHEN h.is_head THEN s.unit_standard_s ELSE s.standard_s END AS standard_s,
       CASE WHEN h.is_head THEN coalesce(f.expected, 0) END AS expected,
       CASE WHEN h.is_head THEN coalesce(f.recorded, 0) END AS recorded,
       CASE WHEN h.is_head THEN coalesce(f.backfilled, 0) END AS backfilled,
       CASE WHEN h.is_head THEN coalesce(f.timed, 0) END AS timed,
       CASE WHEN h.is_head THEN coalesce(f.on_time, 0) END AS on_time,
       f.recorded / nullif(f.expected, 0) AS recording_rate,
       f.on_time / nullif(f.timed, 0) AS on_time_rate,
       CASE WHEN s.unit_standard_s IS NOT NULL THEN f.on_time / nullif(f.expected, 0) END AS compliance_rate,
       f.median_s, f.p90_s,
       CASE WHEN h.is_head AND s.unit_standard_s IS NOT NULL THEN coalesce(f.lost_us, 0) / 60000000 END AS lost_minutes,
       CASE WHEN h.is_head THEN coalesce(f.out_of_order, 0) END AS out_of_order,
       CASE WHEN h.is_head THEN coalesce(f.repeated, 0) END AS repeated
FROM periods AS p
CROSS JOIN ref.sop_steps AS s
CROSS JOIN LATERAL (SELECT s.unit_position IS NOT NULL AND s.unit_position = s.step_position AS is_head) AS h
LEFT JOIN figures AS f ON h.is_head AND f.unit_position = s.unit_position AND f.month IS NOT DISTINCT FROM p.month
ORDER BY p.month NULLS FIRST, s.step_position
