-- grain: one row per service point, month, sop_code, sop_version, unit, role of whoever recorded it
-- A unit counts for the role in which its judging event was recorded (null: the event names none). What nobody recorded has no
--   role, so there is no `expected` here: `judged` = recorded with a fixed standard, `on_time_rate` = on_time ÷ timed, and
--   `judged_rate` = on_time ÷ judged, in which a step recorded without a duration is not on time. Median by linear interpolation.
--   Steps judged one by one in a measurement week are left out (rpt_sop_measured_steps).
WITH counted AS (
    SELECT u.agency, u.service_point, m.local_month AS period_start, u.sop_code, u.sop_version, u.unit_position, u.role,
           u.standard_s,
           count(*) AS recorded,
           count(*) FILTER (WHERE u.captured = 'backfilled') AS backfilled,
           count(*) FILTER (WHERE u.standard_s IS NOT NULL) AS judged,
           count(*) FILTER (WHERE u.is_timed) AS timed,
           count(*) FILTER (WHERE u.is_timed AND u.is_on_time) AS on_time,
           count(*) FILTER (WHERE u.is_repeated) AS repeated,
           count(*) FILTER (WHERE u.is_out_of_order) AS out_of_order,
           quantile_cont(u.duration_us, 0.5) / 1000000 AS median_s,
           coalesce(sum(greatest(0, u.duration_us - u.standard_s * 1000000)) FILTER (WHERE u.is_timed), 0)::BIGINT AS lost_us,
           coalesce(sum(u.duration_us), 0)::BIGINT AS service_us,
           coalesce(sum(u.paused_us), 0)::BIGINT AS paused_us
    FROM marts.fct_case_units AS u
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    WHERE u.is_recorded AND NOT u.is_split
    GROUP BY ALL
),
figures AS (  -- the words again: what is counted is many rows, this is few
    SELECT * REPLACE (agency::VARCHAR AS agency, service_point::VARCHAR AS service_point, sop_code::VARCHAR AS sop_code, role::VARCHAR AS role)
    FROM counted
)
SELECT agency, service_point, 'month' AS grain, period_start, sop_code, sop_version, unit_position, role, standard_s,
       recorded, backfilled, judged, timed, on_time, repeated, out_of_order,
       on_time / nullif(timed, 0) AS on_time_rate,
       on_time / nullif(judged, 0) AS judged_rate,
       median_s,
       CASE WHEN standard_s IS NOT NULL THEN lost_us / 60000000 END AS lost_minutes,
       service_us / 60000000 AS service_minutes, paused_us / 60000000 AS paused_minutes
FROM figures
ORDER BY agency, service_point, period_start, sop_code, sop_version, unit_position, role
