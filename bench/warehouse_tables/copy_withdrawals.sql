-- grain: one row per copy withdrawn: some of those bought, at once
SELECT made('withdrawal', n, ms) AS withdrawal_id, txid + 5 AS txid, came_at + INTERVAL 1 HOUR AS occurred_at, made('newcopy', n, ms) AS copy_id, 'damaged' AS reason_code
FROM seen WHERE n % 8000 = 77 AND getvariable('until') - getvariable('first') > 3 * getvariable('per_day') ORDER BY txid
