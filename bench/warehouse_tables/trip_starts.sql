-- grain: one row per trip
SELECT made('start', day, ms) AS start_id, txid, moment(ms) AS occurred_at, trip_id, 1000 + day * 100 AS odometer_km FROM road WHERE stop = 0 ORDER BY txid
