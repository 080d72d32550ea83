-- grain: one row per step event
SELECT event_id, txid, ended_at AS occurred_at, case_id, visit_id, sop_code, unit_position, act,
       CASE WHEN captured <> 'backfilled' THEN began_at END AS started_at, ended_at AS finished_at, captured, staff_key, 'circulation_staff' AS role
FROM events ORDER BY txid
