-- grain: one row per trip
SELECT trip_id, txid, moment(ms) AS occurred_at, service, moment(ms)::DATE AS planned_on, made('vehicle', 0, 1577836800000) AS vehicle_id
FROM road WHERE stop = 0 ORDER BY txid
