-- grain: one row per request
SELECT made('decision', 3 * day + stop, ms) AS decision_id, txid, moment(ms) AS occurred_at, case_id, 'approved' AS decision, officer(day) AS staff_key
FROM road WHERE is_case_of_stop ORDER BY txid
