-- grain: one row per officer (pseudonymous staff key), service point, month, sop_code, sop_version, unit
-- Confidential: for the officer and the head of division only. Never a ranking: rows are ordered by the key, which says nothing, and
--   no figure compares persons. The kiosk is a device, no officer. Figures as in rpt_sop_roles: a unit counts for whoever recorded
--   its judging event; an officer has no `expected`, since nobody can say who would have recorded what was not recorded.
WITH counted AS (
    SELECT u.agency, u.service_point, m.local_month AS period_start, u.staff_key, u.sop_code, u.sop_version, u.unit_position,
           u.standard_s,
           count(*) AS recorded,
           count(*) FILTER (WHERE u.captured = 'backfilled') AS backfilled,
           count(*) FILTER (WHERE u.standard_s IS NOT NULL) AS judged,
           count(*) FILTER (WHERE u.is_timed) AS timed,
           count(*) FILTER (WHERE u.is_timed AND u.is_on_time) AS on_time,
           count(*) FILTER (WHERE u.is_repeated) AS repeated,
           count(*) FILTER (WHERE u.is_out_of_order) AS out_of_order,
           coalesce(sum(u.duration_us), 0)::BIGINT AS service_us,
           coalesce(sum(greatest(0, u.duration_us - u.standard_s * 1000000)) FILTER (WHERE u.is_timed), 0)::BIGINT AS lost_us,
           coalesce(sum(u.paused_us), 0)::BIGINT AS paused_us
    FROM marts.fct_case_units AS u
    JOIN touched_months AS m ON m.kind = 'cases' AND m.agency = u.agency AND m.local_month = u.opened_month
    WHERE u.is_recorded AND u.staff_key IS NOT NULL AND u.role IS DISTINCT FROM 'kiosk' AND NOT u.is_split
    GROUP BY ALL
),
figures AS (  -- the words again: what is counted is many rows, this is few
    SELECT * REPLACE (agency::VARCHAR AS agency, service_point::VARCHAR AS service_point, sop_code::VARCHAR AS sop_code)
    FROM counted
)
SELECT agency, service_point, 'month' AS grain, period_start, staff_key, sop_code, sop_version, unit_position, standard_s,
       recorded, backfilled, judged, timed, on_time, repeated, out_of_order,
       on_time / nullif(timed, 0) AS on_time_rate,
       on_time / nullif(judged, 0) AS judged_rate,
       CASE WHEN standard_s IS NOT NULL THEN lost_us / 60000000 END AS lost_minutes,
       service_us / 60000000 AS service_minutes, paused_us / 60000000 AS paused_minutes
FROM figures
ORDER BY agency, staff_key, service_point, period_start, sop_code, sop_version, unit_position
