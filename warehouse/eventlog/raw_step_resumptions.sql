-- adds the ends of the log's suspensions to raw.step_resumptions, one row per suspension that ended
INSERT INTO raw.step_resumptions BY NAME
SELECT p.pause_id AS resumption_id, 1 AS txid, p.ended_at AS occurred_at, $agency AS agency, 'log' AS service_point,
       p.pause_id, c.case_id, 'log' AS node, 'log' AS batch, timezone($timezone, p.ended_at)::DATE AS local_day,
       date_trunc('month', timezone($timezone, p.ended_at))::DATE AS local_month
FROM log_pauses AS p
JOIN log_cases AS c ON c.case_name = p.case_name
WHERE p.ended_at IS NOT NULL
