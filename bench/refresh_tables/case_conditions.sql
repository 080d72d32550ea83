-- grain: one row per late return
SELECT made('6', n) AS condition_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, made('3', n) AS case_id,
       'fine' AS condition
FROM came_back WHERE is_late ORDER BY n
