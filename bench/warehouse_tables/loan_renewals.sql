-- grain: one row per renewal
SELECT made('renewal', n, ms) AS renewal_id, txid + 4 AS txid, came_at + INTERVAL 10 MINUTE AS occurred_at, case_id,
       made('loan', n - 39 - week // 2 // 100 * 100, at_ms(n - 39 - week // 2 // 100 * 100)) AS loan_id, came_at::DATE + 7 AS due_on
FROM seen WHERE other_sop = 'loan_renewal' AND n >= week ORDER BY txid
