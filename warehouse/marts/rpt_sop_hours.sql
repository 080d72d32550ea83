-- grain: one row per service point, month, sop_code, sop_version, unit, local hour (0 … 23) in which the case opened
-- A unit stands under the hour in which its case opened, as it stands under its day: a unit that was not recorded has an hour
--   too, and the rates keep their denominators. Figures as in rpt_sop_step_compliance; `service_minutes`: sum of the durations,
--   pauses left out. Steps judged one by one in a measurement week stand in rpt_sop_measured_steps.
WITH counted AS (
    SELECT u.agency, u.service_point, m.local_month AS period_start, u.sop_code, u.sop_version, u.unit_position,
           u.opened_hour AS hour, u.standard_s,
           count(*) AS expected,
           count(*) FILTER (WHERE u.is_recorded) AS recorded,
           count(*) FILTER (WHERE u.is_timed) AS timed,
           count(*) FILTER (WHERE u.is_timed AND u.is_on_time) AS on_time,
           count(*) FILTER (WHERE u.is_repeated) AS repeated,
           count(*) FILTER (WHERE u.is_out_of_order) AS out_of_order,
           coalesce(sum(greatest(0, u.duration_us - u.standard_s * 1000000)) FILTER (WHERE u.is_timed), 0)::BIGINT AS lost_us,
           coalesce(sum(u.duration_us), 0)::BIGINT AS service_us,
           coalesce(sum(u.paused_us), 0)::BIGINT AS paused_us
    FROM marts.fct_case_units AS u
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    WHERE NOT u.is_split
    GROUP BY ALL
),
figures AS (  -- the words again: what is counted is many rows, this is few
    SELECT * REPLACE (agency::VARCHAR AS agency, service_point::VARCHAR AS service_point, sop_code::VARCHAR AS sop_code)
    FROM counted
)
SELECT agency, service_point, 'month' AS grain, period_start, sop_code, sop_version, unit_position, hour, standard_s,
       expected, recorded, timed, on_time, repeated, out_of_order,
       recorded / nullif(expected, 0) AS recording_rate,
       on_time / nullif(timed, 0) AS on_time_rate,
       CASE WHEN standard_s IS NOT NULL THEN on_time / nullif(expected, 0) END AS compliance_rate,
       CASE WHEN standard_s IS NOT NULL THEN lost_us / 60000000 END AS lost_minutes,
       service_us / 60000000 AS service_minutes, paused_us / 60000000 AS paused_minutes
FROM figures
ORDER BY agency, service_point, period_start, sop_code, sop_version, unit_position, hour
