-- grain: one row per trip that is a case of its own
SELECT case_id, txid, moment(ms) AS occurred_at, trip_id FROM road WHERE stop = 0 AND NOT is_case_of_stop ORDER BY txid
