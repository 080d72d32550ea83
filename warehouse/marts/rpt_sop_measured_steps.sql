-- grain: one row per service point, sop_code, sop_version, step_position, period (days and months with cases of a measurement week)
-- Steps of spans in cases opened in a measurement week (pekan pengukuran): tapped, and judged alone by the step's own standard.
--   The figures are those of rpt_sop_step_compliance, which leaves these steps out: a step and its span have other standards.
WITH grains (grain) AS (VALUES ('day'), ('month')),
counted AS (
    SELECT u.agency, u.service_point, g.grain, date_trunc(g.grain, u.opened_on)::DATE AS period_start, u.sop_code, u.sop_version,
           u.unit_position AS step_position,
           count(*) AS expected,
           count(*) FILTER (WHERE u.is_recorded) AS recorded,
           count(*) FILTER (WHERE u.captured = 'backfilled') AS backfilled,
           count(*) FILTER (WHERE u.is_timed) AS timed,
           count(*) FILTER (WHERE u.is_timed AND u.is_on_time) AS on_time,
           quantile_cont(u.duration_us, 0.5) / 1000000 AS median_s,
           quantile_cont(u.duration_us, 0.9) / 1000000 AS p90_s,
           sum(greatest(0, u.duration_us - u.standard_s * 1000000)) FILTER (WHERE u.is_timed)::BIGINT AS lost_us,
           sum(u.paused_us)::BIGINT AS paused_us
    FROM marts.fct_case_units AS u
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    CROSS JOIN grains AS g
    WHERE u.is_split
    GROUP BY ALL
),
figures AS (  -- the words again: what is counted is many rows, this is few
    SELECT * REPLACE (agency::VARCHAR AS agency, service_point::VARCHAR AS service_point, sop_code::VARCHAR AS sop_code)
    FROM counted
)
SELECT f.agency, f.service_point, f.grain, f.period_start, f.sop_code, f.sop_version, f.step_position, s.unit_position,
       s.printed_no, s.activity, s.time_kind, s.standard_s, f.expected, f.recorded, f.backfilled, f.timed, f.on_time,
       f.recorded / nullif(f.expected, 0) AS recording_rate,
       f.on_time / nullif(f.timed, 0) AS on_time_rate,
       CASE WHEN s.standard_s IS NOT NULL THEN f.on_time / nullif(f.expected, 0) END AS compliance_rate,
       f.median_s, f.p90_s,
       CASE WHEN s.standard_s IS NOT NULL THEN coalesce(f.lost_us, 0) / 60000000 END AS lost_minutes,
       coalesce(f.paused_us, 0) / 60000000 AS paused_minutes
FROM figures AS f
JOIN ref.sop_steps AS s
    ON s.sop_code = f.sop_code AND s.sop_version = f.sop_version AND s.step_position = f.step_position
ORDER BY f.agency, f.service_point, f.grain, f.period_start, f.sop_code, f.sop_version, f.step_position
