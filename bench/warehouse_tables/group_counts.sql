-- grain: one row per group and sex
SELECT made('count' || k, n, ms) AS count_id, txid + 2 AS txid, came_at AS occurred_at, visit_id, 'sex' AS dimension, ['L', 'P'][k + 1] AS value, 12 + k * 6 AS heads
FROM seen CROSS JOIN range(2) AS r (k) WHERE n % 50 = 29 ORDER BY n
