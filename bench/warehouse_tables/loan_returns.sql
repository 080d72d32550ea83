-- grain: one row per return
SELECT made('return', n, ms) AS return_id, txid + 3 AS txid, came_at + INTERVAL 5 MINUTE AS occurred_at, return_case_id AS case_id, back_loan_id AS loan_id,
       back_copy_id AS copy_id, came_at::DATE - CASE WHEN r20 IN (3, 13) THEN 2 ELSE 0 END AS due_on, CASE WHEN r20 IN (3, 13) THEN 2 ELSE 0 END AS days_late,
       'good' AS condition
FROM seen WHERE brings_back ORDER BY txid
