-- grain: one row per case: a loan, or a return
SELECT made('2', n) AS case_id, txid + 1 AS txid, moment + INTERVAL 5 MINUTE AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point,
       'loan' AS sop_code, made('1', n) AS visit_id, member_key
FROM happened
UNION ALL
SELECT made('3', n), txid, moment, 'NTT', 'NTT-GEDUNG', 'return', NULL, member_key FROM came_back
ORDER BY txid
