-- grain: one row per pause of a case of a touched month; null ended_at: nobody saw it end
SELECT p.pause_id, p.case_id, p.unit_position, p.reason_code, p.occurred_at AS paused_at,
       min(r.occurred_at) FILTER (WHERE r.occurred_at >= p.occurred_at) AS ended_at
FROM raw.step_pauses AS p
SEMI JOIN stg_cases AS c ON c.case_id = p.case_id
LEFT JOIN raw.step_resumptions AS r ON r.pause_id = p.pause_id
GROUP BY ALL
