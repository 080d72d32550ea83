-- grain: one row per registration made by mistake
SELECT made('cancel', n, ms) AS cancellation_id, txid + 5 AS txid, came_at + INTERVAL 2 MINUTE AS occurred_at, visit_id, 'mistake' AS reason_code
FROM seen WHERE n % 500 = 99 ORDER BY txid
