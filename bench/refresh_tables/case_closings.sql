-- grain: one row per case
SELECT made('4', n) AS closing_id, txid + 1 AS txid, moment + INTERVAL 12 MINUTE AS occurred_at, 'NTT' AS agency,
       'NTT-GEDUNG' AS service_point, made('2', n) AS case_id, 'done' AS outcome
FROM happened
UNION ALL
SELECT made('5', n), txid, moment + INTERVAL 6 MINUTE, 'NTT', 'NTT-GEDUNG', made('3', n), 'done' FROM came_back
ORDER BY txid
