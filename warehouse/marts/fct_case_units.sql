-- grain: one row per case and unit (a step observed alone, or a span) that applies to it
-- A unit applies when it has no condition, when its condition is the bag and the visit has one, or when the case carries
--   the condition. It is judged by its FIRST finished event; further ones are the deviation `repeated`.
-- `duration_us`: finished − started, in microseconds, only between two moments that were observed; for a standard in
--   "hari" the time on non-working local dates of the agency is left out. Equal to the standard is on time.
-- `is_out_of_order`: it started before the start of an earlier applying unit that was recorded; a missing unit puts no
--   other out of order. `*_accepted`: an exception (reason, who) was accepted for this deviation.
WITH applying AS (
    SELECT c.*, u.unit_position, u.activity, u.act, u.condition, u.standard_s, u.time_kind, u.working_time
    FROM stg_cases AS c
    JOIN ref.sop_units AS u ON u.sop_code = c.sop_code AND u.sop_version = c.sop_version
    WHERE u.condition IS NULL
       OR (u.condition = 'bag' AND c.bag_case_id IS NOT NULL)
       OR EXISTS (SELECT 1 FROM raw.case_conditions AS k WHERE k.case_id = c.case_id AND k.condition = u.condition)
),
first_events AS (
    SELECT *, count(*) OVER (PARTITION BY case_id, unit_position) AS times
    FROM stg_unit_events
    QUALIFY row_number() OVER (PARTITION BY case_id, unit_position ORDER BY finished_at, event_id) = 1
),
recorded AS (
    SELECT a.*, e.event_id, e.finished_at, e.captured, coalesce(e.times, 0) AS times,
           e.started_at,
           CASE WHEN e.started_at < e.finished_at THEN epoch_us(e.finished_at) - epoch_us(e.started_at) END AS elapsed_us
    FROM applying AS a
    LEFT JOIN first_events AS e ON e.case_id = a.case_id AND e.unit_position = a.unit_position
),
days_off AS (  -- microseconds of non-working local dates inside a unit whose standard counts working time
    SELECT r.case_id, r.unit_position,
           sum(epoch_us(least(r.finished_at, timezone(r.timezone, (d.day + 1)::TIMESTAMP)))
             - epoch_us(greatest(r.started_at, timezone(r.timezone, d.day::TIMESTAMP))))::BIGINT AS off_us
    FROM recorded AS r
    JOIN ref.calendar_days AS d
        ON d.agency = r.agency AND NOT d.is_working_day
       AND d.day BETWEEN timezone(r.timezone, r.started_at)::DATE AND timezone(r.timezone, r.finished_at)::DATE
    WHERE r.working_time AND r.elapsed_us IS NOT NULL
    GROUP BY r.case_id, r.unit_position
),
timed AS (
    SELECT r.*, r.elapsed_us - coalesce(d.off_us, 0) AS duration_us,
           r.event_id IS NOT NULL AS is_recorded,
           max(r.started_at) OVER (
               PARTITION BY r.case_id ORDER BY r.unit_position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS latest_earlier_start
    FROM recorded AS r
    LEFT JOIN days_off AS d ON d.case_id = r.case_id AND d.unit_position = r.unit_position
),
accepted AS (
    SELECT x.case_id, x.unit_position, x.deviation
    FROM raw.case_exceptions AS x
    JOIN stg_cases AS c ON c.case_id = x.case_id
),
judged AS (
    SELECT t.*,
           t.is_recorded AND t.standard_s IS NOT NULL AND t.duration_us IS NOT NULL AS is_timed,
           coalesce(t.duration_us <= t.standard_s * 1000000, false) AS is_on_time,
           coalesce(t.is_recorded AND t.started_at < t.latest_earlier_start, false) AS is_out_of_order
    FROM timed AS t
)
SELECT j.case_id, j.agency, j.service_point, j.sop_code, j.sop_version, j.opened_on, j.opened_at, j.closed_at,
       j.unit_position, j.activity, j.act, j.condition, j.time_kind, j.standard_s,
       j.started_at, j.finished_at, j.captured, j.elapsed_us, j.duration_us, j.times,
       j.is_recorded, j.is_timed, j.is_on_time,
       CASE WHEN NOT j.is_recorded THEN 'missing'
            WHEN j.standard_s IS NULL THEN 'recorded'
            WHEN NOT j.is_timed THEN 'untimed'
            WHEN j.is_on_time THEN 'on_time'
            ELSE 'late' END AS status,
       j.is_out_of_order, j.times > 1 AS is_repeated,
       coalesce(bool_or(a.deviation = 'late'), false) AS late_accepted,
       coalesce(bool_or(a.deviation = 'missing'), false) AS missing_accepted,
       coalesce(bool_or(a.deviation = 'out_of_order'), false) AS out_of_order_accepted,
       coalesce(bool_or(a.deviation = 'repeated'), false) AS repeated_accepted
FROM judged AS j
LEFT JOIN accepted AS a ON a.case_id = j.case_id AND (a.unit_position = j.unit_position OR a.unit_position IS NULL)
GROUP BY ALL
ORDER BY j.agency, j.opened_on, j.case_id, j.unit_position
