-- one row per open case with a pause that was not resumed
SELECT p.case_id, p.pause_id, p.unit_position, p.reason_code, p.occurred_at AS paused_at
FROM step_pauses p
WHERE NOT EXISTS (SELECT 1 FROM step_resumptions r WHERE r.pause_id = p.pause_id)
  AND NOT EXISTS (SELECT 1 FROM case_closings x WHERE x.case_id = p.case_id)
