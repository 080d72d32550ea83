-- one row per unit recorded in a case: its first finished event, and how many there are
SELECT unit_position, count(*) AS times, first(started_at ORDER BY finished_at, txid) AS started_at,
       min(finished_at) AS finished_at, first(captured ORDER BY finished_at, txid) AS captured
FROM step_events
WHERE case_id = $case_id AND unit_position IS NOT NULL AND finished_at IS NOT NULL
GROUP BY unit_position
