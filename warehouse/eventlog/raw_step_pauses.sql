-- adds the suspensions of the log to raw.step_pauses, one row per suspension
INSERT INTO raw.step_pauses BY NAME
SELECT p.pause_id, 1 AS txid, p.paused_at AS occurred_at, $agency AS agency, 'log' AS service_point, c.case_id,
       $sop_code AS sop_code, p.unit AS unit_position, 'other' AS reason_code, 'log' AS node, 'log' AS batch,
       timezone($timezone, p.paused_at)::DATE AS local_day,
       date_trunc('month', timezone($timezone, p.paused_at))::DATE AS local_month
FROM log_pauses AS p
JOIN log_cases AS c ON c.case_name = p.case_name
