-- grain: one row per trip and officer on it
SELECT made('crew' || k, day, ms) AS crew_id, txid, moment(ms) AS occurred_at, trip_id, officer(day + k) AS staff_key, k = 0 AS is_driver
FROM road CROSS JOIN range(2) AS r (k) WHERE stop = 0 ORDER BY txid
