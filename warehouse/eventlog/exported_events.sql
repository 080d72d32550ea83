-- grain: one row per case of one SOP opened in the staged month and finished event of it (event_id null: the case has none)
-- `activity`, `standard_s`: of the unit that the event belongs to; in a measurement week the steps of a span are units one by one.
--   `status`, `duration_us`, `lost_us`: only on the event that is judged, the first finished one; `is_repeated`: a further event
--   of the same unit. `pauses`: those that fell into it; a null end is one that nobody saw before the event was done.
--   `conditions`: those that hold for the case.
WITH chosen AS (
    SELECT * FROM stg_cases WHERE sop_code = $sop_code AND opened_on BETWEEN $first_day AND $last_day
),
held AS (
    SELECT k.case_id, list(DISTINCT k.condition ORDER BY k.condition) AS conditions
    FROM raw.case_conditions AS k
    SEMI JOIN chosen AS c ON c.case_id = k.case_id
    GROUP BY k.case_id
),
units AS (  -- as in fct_case_units
    SELECT u.sop_code, u.sop_version, u.unit_position, u.activity, u.standard_s, false AS is_split,
           s.unit_position IS NOT NULL AS has_steps
    FROM ref.sop_units AS u
    LEFT JOIN stg_split_units AS s
        ON s.sop_code = u.sop_code AND s.sop_version = u.sop_version AND s.unit_position = u.unit_position
       AND s.step_position = u.unit_position
    UNION ALL
    SELECT sop_code, sop_version, step_position, activity, standard_s, true, false FROM stg_split_units
),
events AS (
    SELECT e.case_id, e.unit_position, e.event_id, e.started_at, e.finished_at, e.captured, e.role, u.activity, u.standard_s,
           row_number() OVER (PARTITION BY e.case_id, e.unit_position ORDER BY e.finished_at, e.event_id) AS time_no
    FROM stg_unit_events AS e
    JOIN chosen AS c ON c.case_id = e.case_id
    JOIN units AS u
        ON u.sop_code = c.sop_code AND u.sop_version = c.sop_version AND u.unit_position = e.unit_position
       AND CASE WHEN c.is_measured THEN NOT u.has_steps ELSE NOT u.is_split END
),
paused AS (
    SELECT e.case_id, e.event_id, e.unit_position,
           list({'from': greatest(p.paused_at, e.started_at), 'until': CASE WHEN p.ended_at <= e.finished_at THEN p.ended_at END}
                ORDER BY p.paused_at, p.pause_id) AS pauses
    FROM events AS e
    JOIN stg_case_pauses AS p ON p.case_id = e.case_id AND (p.unit_position IS NULL OR p.unit_position = e.unit_position)
    WHERE p.paused_at < e.finished_at AND (p.ended_at IS NULL OR p.ended_at > e.started_at)
    GROUP BY ALL
)
SELECT c.case_id, c.agency, c.service_point, c.sop_code, c.sop_version, c.timezone, c.opened_at, c.closed_at, c.outcome,
       list_concat(CASE WHEN c.bag_case_id IS NOT NULL AND c.sop_code <> 'locker' THEN ['bag'] ELSE [] END,
                   coalesce(h.conditions, [])) AS conditions,
       e.event_id, e.unit_position, e.activity, e.started_at, e.finished_at, e.captured, e.role, e.standard_s,
       e.time_no > 1 AS is_repeated, coalesce(p.pauses, []) AS pauses,
       CASE WHEN e.time_no = 1 THEN f.status END AS status,
       CASE WHEN e.time_no = 1 THEN f.duration_us END AS duration_us,
       CASE WHEN e.time_no = 1 AND f.is_timed THEN greatest(0, f.duration_us - f.standard_s * 1000000) END AS lost_us
FROM chosen AS c
LEFT JOIN held AS h ON h.case_id = c.case_id
LEFT JOIN events AS e ON e.case_id = c.case_id
LEFT JOIN paused AS p ON p.case_id = e.case_id AND p.event_id = e.event_id AND p.unit_position = e.unit_position
LEFT JOIN marts.fct_case_units AS f ON f.case_id = c.case_id AND f.unit_position = e.unit_position
ORDER BY c.opened_at, c.case_id, coalesce(e.started_at, e.finished_at), e.unit_position, e.event_id
