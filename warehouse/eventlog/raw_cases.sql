-- adds the cases of the log to raw.cases, one row per case
INSERT INTO raw.cases BY NAME
SELECT case_id, 1 AS txid, opened_at AS occurred_at, $agency AS agency, 'log' AS service_point, $sop_code AS sop_code,
       'log' AS node, 'log' AS batch, timezone($timezone, opened_at)::DATE AS local_day,
       date_trunc('month', timezone($timezone, opened_at))::DATE AS local_month
FROM log_cases
