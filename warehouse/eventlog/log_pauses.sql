-- grain: one row per suspension of a step in the log, with the resumption that follows it (null: none does)
WITH moments AS (
    SELECT case_name, unit, kind, finished_at AS happened_at, line_no,
           lead(kind) OVER run AS next_kind, lead(finished_at) OVER run AS next_at
    FROM told_events
    WHERE refused IS NULL AND unit IS NOT NULL AND kind IN ('suspend', 'resume')
    WINDOW run AS (PARTITION BY case_name, step, unit, instance ORDER BY finished_at, kind DESC, line_no)
)
SELECT lpad(to_hex(line_no), 32, '0')::UUID AS pause_id, case_name, unit, happened_at AS paused_at,
       CASE WHEN next_kind = 'resume' THEN next_at END AS ended_at
FROM moments
WHERE kind = 'suspend'
