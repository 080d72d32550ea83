-- grain: one row per trip
SELECT made('finish', day, ms) AS finish_id, txid, moment(ms + 28000000) AS occurred_at, trip_id, 1080 + day * 100 AS odometer_km FROM road WHERE stop = 0 ORDER BY txid
