-- grain: one row per accepted exception
SELECT made('exception', n, ms) AS exception_id, txid + 5 AS txid, came_at + INTERVAL 60 MINUTE AS occurred_at, case_id, 6 AS unit_position, 'late' AS deviation,
       officer(n) AS staff_key
FROM seen WHERE lends AND n % 400 = 3 ORDER BY txid
