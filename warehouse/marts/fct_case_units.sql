-- grain: one row per case and unit (a step observed alone, or a span) that applies to it
-- A unit applies when it has no condition, when its condition is the bag and the visit has one, or when the case carries
--   the condition; of a trip called off before it left only what was done. It is judged by its FIRST finished event; further
--   ones are the deviation `repeated`.
-- `is_measured`: the case was opened in a measurement week (pekan pengukuran), where the steps of a span are units one by one,
--   each judged by its own standard (`is_split`: such a step; `unit_position` is the step's).
-- `duration_us`: finished − started, in microseconds, only between two moments that were observed, less the pauses in between
--   (waiting for the patron or the authority is not the officer's time); for a standard in "hari" the time on non-working
--   local dates of the agency is left out too, once. A pause that nobody saw end before the step did leaves the step recorded,
--   not timed; so does one that covers it whole. Equal to the standard is on time. `paused_us`: time under pauses in between.
-- `is_out_of_order`: it started before the start of an earlier applying unit that was recorded; a missing unit puts no
--   other out of order. `is_overlapping`: it was begun before an earlier one was done; `pauses`: where it was paused, if it was
--   (both for the time of the whole case, where what ran at once counts once). `*_accepted`: an exception (reason, who) was accepted for this deviation. `staff_key` (pseudonym) and
--   `role` are of whoever recorded the event that judges.
WITH units AS (
    SELECT *, row_number() OVER () AS unit_no
    FROM (
        SELECT u.sop_code, u.sop_version, u.unit_position, u.condition, u.standard_s, u.working_time,
               false AS is_split, s.unit_position IS NOT NULL AS has_steps
        FROM ref.sop_units AS u
        LEFT JOIN stg_split_units AS s
            ON s.sop_code = u.sop_code AND s.sop_version = u.sop_version AND s.unit_position = u.unit_position
           AND s.step_position = u.unit_position
        UNION ALL
        SELECT sop_code, sop_version, step_position, condition, standard_s, working_time, true, false
        FROM stg_split_units
    )
),
conditions AS (
    SELECT DISTINCT k.case_id, k.condition FROM raw.case_conditions AS k SEMI JOIN stg_cases AS c ON c.case_id = k.case_id
),
applying AS (
    SELECT c.case_id, c.is_called_off, u.unit_no, u.unit_position, u.working_time
    FROM stg_cases AS c
    JOIN units AS u ON u.sop_code = c.sop_code AND u.sop_version = c.sop_version
    LEFT JOIN conditions AS k ON k.case_id = c.case_id AND k.condition = u.condition
    WHERE CASE WHEN c.is_measured THEN NOT u.has_steps ELSE NOT u.is_split END
      AND (u.condition IS NULL OR (u.condition = 'bag' AND c.bag_case_id IS NOT NULL) OR k.case_id IS NOT NULL)
),
repeated AS (SELECT case_id, unit_position, count(*) AS times FROM stg_unit_events GROUP BY ALL HAVING count(*) > 1),
first_events AS (  -- few are repeated, so only those are put in order
    SELECT e.*, 1 AS times
    FROM stg_unit_events AS e ANTI JOIN repeated AS r ON r.case_id = e.case_id AND r.unit_position = e.unit_position
    UNION ALL
    SELECT e.*, r.times
    FROM stg_unit_events AS e JOIN repeated AS r ON r.case_id = e.case_id AND r.unit_position = e.unit_position
    QUALIFY row_number() OVER (PARTITION BY e.case_id, e.unit_position ORDER BY e.finished_at, e.event_id) = 1
),
recorded AS (  -- narrow: what describes the case and the unit comes last
    SELECT a.case_id, a.unit_no, a.unit_position, a.working_time, e.event_id, e.started_at, e.finished_at, e.captured,
           coalesce(e.times, 0) AS times, e.staff_key, e.role,
           CASE WHEN e.started_at < e.finished_at THEN epoch_us(e.finished_at) - epoch_us(e.started_at) END AS elapsed_us
    FROM applying AS a
    LEFT JOIN first_events AS e ON e.case_id = a.case_id AND e.unit_position = a.unit_position
    WHERE NOT (a.is_called_off AND e.event_id IS NULL)
),
pauses AS (  -- those that fall into the running time of a unit
    SELECT r.case_id, r.unit_position, epoch_us(greatest(p.paused_at, r.started_at)) AS from_us,
           epoch_us(least(p.ended_at, r.finished_at)) AS until_us,
           p.ended_at IS NULL OR p.ended_at > r.finished_at AS is_unended
    FROM recorded AS r
    JOIN stg_case_pauses AS p ON p.case_id = r.case_id AND (p.unit_position IS NULL OR p.unit_position = r.unit_position)
    WHERE r.elapsed_us IS NOT NULL AND p.paused_at < r.finished_at AND (p.ended_at IS NULL OR p.ended_at > r.started_at)
),
stretches AS (  -- of each unit: under a pause, or on a non-working local date where the standard counts working time
    SELECT case_id, unit_position, from_us, until_us, true AS is_pause FROM pauses
    UNION ALL
    SELECT r.case_id, r.unit_position, epoch_us(greatest(r.started_at, timezone(c.timezone, d.day::TIMESTAMP))),
           epoch_us(least(r.finished_at, timezone(c.timezone, (d.day + 1)::TIMESTAMP))), false
    FROM recorded AS r
    JOIN stg_cases AS c ON c.case_id = r.case_id
    JOIN ref.calendar_days AS d
        ON d.agency = c.agency AND NOT d.is_working_day
       AND d.day BETWEEN timezone(c.timezone, r.started_at)::DATE AND timezone(c.timezone, r.finished_at)::DATE
    WHERE r.working_time AND r.elapsed_us IS NOT NULL
),
apart AS (  -- what overlaps is counted once
    SELECT case_id, unit_position, is_pause, until_us, from_us,
           max(until_us) OVER (PARTITION BY case_id, unit_position ORDER BY from_us, until_us, is_pause
                               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS seen_us,
           max(until_us) FILTER (WHERE is_pause) OVER (
               PARTITION BY case_id, unit_position ORDER BY from_us, until_us, is_pause
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS pauses_seen_us
    FROM stretches
),
not_working AS (
    SELECT case_id, unit_position, sum(greatest(0, until_us - greatest(from_us, coalesce(seen_us, from_us))))::BIGINT AS off_us,
           coalesce(sum(greatest(0, until_us - greatest(from_us, coalesce(pauses_seen_us, from_us)))) FILTER (WHERE is_pause), 0)::BIGINT
               AS paused_us,
           list({'from_us': from_us, 'until_us': until_us} ORDER BY from_us, until_us) FILTER (WHERE is_pause) AS pauses
    FROM apart
    GROUP BY case_id, unit_position
),
unended AS (SELECT DISTINCT case_id, unit_position FROM pauses WHERE is_unended),
moments AS (
    SELECT case_id, unit_position, started_at, CASE WHEN elapsed_us IS NOT NULL THEN finished_at END AS finished_at
    FROM recorded WHERE started_at IS NOT NULL
),
entangled AS (  -- few: units that began before an earlier one did, or before it was done
    SELECT r.case_id, r.unit_position, bool_or(r.started_at < e.started_at) AS is_out_of_order,
           bool_or(coalesce(r.finished_at IS NOT NULL AND r.started_at < e.finished_at, false)) AS is_overlapping
    FROM moments AS r
    JOIN moments AS e ON e.case_id = r.case_id AND e.unit_position < r.unit_position
    WHERE r.started_at < greatest(e.started_at, e.finished_at)
    GROUP BY r.case_id, r.unit_position
),
timed AS (
    SELECT r.*, CASE WHEN r.elapsed_us IS NOT NULL THEN coalesce(o.paused_us, 0) END AS paused_us, o.pauses,
           CASE WHEN n.case_id IS NULL AND coalesce(o.paused_us, 0) < r.elapsed_us
                THEN r.elapsed_us - coalesce(o.off_us, 0) END AS duration_us,
           r.event_id IS NOT NULL AS is_recorded,
           coalesce(e.is_out_of_order, false) AS is_out_of_order, coalesce(e.is_overlapping, false) AS is_overlapping
    FROM recorded AS r
    LEFT JOIN not_working AS o ON o.case_id = r.case_id AND o.unit_position = r.unit_position
    LEFT JOIN unended AS n ON n.case_id = r.case_id AND n.unit_position = r.unit_position
    LEFT JOIN entangled AS e ON e.case_id = r.case_id AND e.unit_position = r.unit_position
),
accepted AS (  -- with the unit, or for every unit of the case
    SELECT x.case_id, x.unit_position, bool_or(x.deviation = 'late') AS late, bool_or(x.deviation = 'missing') AS missing,
           bool_or(x.deviation = 'out_of_order') AS out_of_order, bool_or(x.deviation = 'repeated') AS repeated
    FROM raw.case_exceptions AS x
    SEMI JOIN stg_cases AS c ON c.case_id = x.case_id
    GROUP BY x.case_id, x.unit_position
),
of_cases AS (SELECT * FROM accepted WHERE unit_position IS NULL),
judged AS (
    SELECT t.*, u.standard_s, u.is_split,
           c.agency, c.service_point, c.sop_code, c.sop_version, c.opened_on, c.local_month AS opened_month, c.opened_at, c.closed_at, c.is_measured, c.opened_hour,
           t.is_recorded AND u.standard_s IS NOT NULL AND t.duration_us IS NOT NULL AS is_timed,
           coalesce(t.duration_us <= u.standard_s * 1000000, false) AS is_on_time
    FROM timed AS t
    JOIN stg_cases AS c ON c.case_id = t.case_id
    JOIN units AS u ON u.unit_no = t.unit_no
)
SELECT j.case_id, j.agency, j.service_point, j.sop_code, j.sop_version, j.opened_on, j.opened_month, j.opened_at, j.closed_at,
       j.unit_position, j.standard_s, j.is_measured, j.is_split,
       j.opened_hour, j.started_at, j.finished_at, j.captured, j.staff_key, j.role, j.elapsed_us, j.paused_us, j.duration_us, j.times,
       j.is_recorded, j.is_timed, j.is_on_time,
       CASE WHEN NOT j.is_recorded THEN 'missing'
            WHEN j.standard_s IS NULL THEN 'recorded'
            WHEN NOT j.is_timed THEN 'untimed'
            WHEN j.is_on_time THEN 'on_time'
            ELSE 'late' END AS status,
       j.is_out_of_order, j.is_overlapping, j.pauses, j.times > 1 AS is_repeated,
       coalesce(a.late, false) OR coalesce(o.late, false) AS late_accepted,
       coalesce(a.missing, false) OR coalesce(o.missing, false) AS missing_accepted,
       coalesce(a.out_of_order, false) OR coalesce(o.out_of_order, false) AS out_of_order_accepted,
       coalesce(a.repeated, false) OR coalesce(o.repeated, false) AS repeated_accepted
FROM judged AS j
LEFT JOIN accepted AS a ON a.case_id = j.case_id AND a.unit_position = j.unit_position
LEFT JOIN of_cases AS o ON o.case_id = j.case_id
