-- grain: one row per officer; only the first batch has them
SELECT made('staffrow', k, 1577836800000) AS staff_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at, officer(k) AS staff_key,
       ['circulation_staff'] AS roles, true AS is_active
FROM range(12) AS r (k) WHERE getvariable('first') = 0
