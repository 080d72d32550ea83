-- grain: one row per case and event of a step of the SOP: beginning (null: not observed) and end (null: not observed)
-- Beginnings and ends that the log tells apart are paired per case, step and instance, the earliest open beginning with the next
--   end; an end that finds none open has no beginning. `unmatched`: how many ends up to here found none: the most by which ends
--   have run ahead of beginnings. Steps of one span make one event of it, the first of each with the first of the others.
-- Rows that say the very same count once. `line_no`: of the first row that tells of the event, and of no other event.
WITH usable AS (
    SELECT case_name, step, unit, kind, started_at, finished_at, instance, any_value(captured) AS captured, min(line_no) AS line_no
    FROM told_events
    WHERE refused IS NULL AND unit IS NOT NULL AND kind IN ('start', 'complete') AND NOT is_bare
    GROUP BY ALL
),
halves AS (
    SELECT *, coalesce(started_at, finished_at) AS happened_at,
           kind = 'start' AS opens, kind = 'complete' AND started_at IS NULL AS closes
    FROM usable
    WHERE (started_at IS NULL) <> (finished_at IS NULL) AND (kind = 'start' OR started_at IS NULL)
),
running AS (
    SELECT *, count(*) FILTER (WHERE opens) OVER run AS begun, count(*) FILTER (WHERE closes) OVER run AS ended
    FROM halves
    WINDOW run AS (PARTITION BY case_name, step, unit, instance ORDER BY happened_at, opens DESC, line_no ROWS UNBOUNDED PRECEDING)
),
clamped AS (
    SELECT *, greatest(0, max(ended - begun) OVER (
        PARTITION BY case_name, step, unit, instance ORDER BY happened_at, opens DESC, line_no ROWS UNBOUNDED PRECEDING)) AS unmatched
    FROM running
),
numbered AS (
    SELECT *, CASE WHEN opens THEN begun
                   WHEN unmatched > coalesce(lag(unmatched) OVER (
                       PARTITION BY case_name, step, unit, instance ORDER BY happened_at, opens DESC, line_no), 0) THEN -ended
                   ELSE ended - unmatched END AS pair_no
    FROM clamped
),
paired AS (
    SELECT case_name, step, unit, max(started_at) AS started_at, max(finished_at) AS finished_at,
           any_value(captured) AS captured, min(line_no) AS line_no
    FROM numbered
    GROUP BY case_name, step, unit, instance, pair_no
    UNION ALL
    SELECT case_name, step, unit, started_at, finished_at, captured, line_no
    FROM usable
    WHERE NOT (kind = 'start' OR started_at IS NULL)
),
occurrences AS (
    SELECT p.*, CASE WHEN u.unit_steps > 1
                     THEN row_number() OVER (PARTITION BY p.case_name, p.unit, p.step ORDER BY p.finished_at, p.line_no)
                     ELSE p.line_no END AS turn
    FROM paired AS p
    JOIN ref.sop_steps AS u ON u.step_position = p.unit
)
SELECT case_name, unit, min(started_at) AS started_at, max(finished_at) AS finished_at, max(captured) AS captured,
       min(line_no) AS line_no
FROM occurrences
GROUP BY case_name, unit, turn
