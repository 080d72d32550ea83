-- adds the closings of the log's cases to raw.case_closings, one row per closed case
INSERT INTO raw.case_closings BY NAME
SELECT case_id AS closing_id, 1 AS txid, closed_at AS occurred_at, $agency AS agency, 'log' AS service_point, case_id,
       'done' AS outcome, 'log' AS node, 'log' AS batch, timezone($timezone, closed_at)::DATE AS local_day,
       date_trunc('month', timezone($timezone, closed_at))::DATE AS local_month
FROM log_cases
WHERE closed_at IS NOT NULL
