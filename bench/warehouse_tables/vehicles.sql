-- grain: one row per vehicle; only the first batch has them
SELECT made('vehiclerow', k, 1577836800000) AS vehicle_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at,
       made('vehicle', k, 1577836800000) AS vehicle_id, 'K' || k AS vehicle_no, ['mpk', 'motorcycle', 'car'][k + 1] AS kind, NULL AS plate_no, true AS is_active
FROM range(3) AS r (k) WHERE getvariable('first') = 0
