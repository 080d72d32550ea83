-- adds the events of the log to raw.step_events, one row per event; ids follow the order of the log
INSERT INTO raw.step_events BY NAME
SELECT lpad(to_hex(e.line_no), 32, '0')::UUID AS event_id, 1 AS txid, coalesce(e.finished_at, e.started_at) AS occurred_at,
       $agency AS agency, 'log' AS service_point, c.case_id, $sop_code AS sop_code, e.unit AS unit_position,
       e.started_at, e.finished_at,
       CASE WHEN e.captured = 'backfilled' THEN 'backfilled' ELSE 'transaction' END AS captured,
       'log' AS node, 'log' AS batch, e.local_day, date_trunc('month', e.local_day)::DATE AS local_month
FROM (SELECT *, timezone($timezone, coalesce(finished_at, started_at))::DATE AS local_day FROM paired_events) AS e
JOIN log_cases AS c ON c.case_name = e.case_name
