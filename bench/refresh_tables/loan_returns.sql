-- grain: one row per return
SELECT made('f', n) AS return_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, made('3', n) AS case_id,
       made('e', loan) AS loan_id, copy_id, moment::DATE AS due_on, is_late::INTEGER AS days_late, 'good' AS condition
FROM came_back ORDER BY n
