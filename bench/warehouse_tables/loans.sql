-- grain: one row per loan; one in ten for five days only, so that it comes back late
SELECT loan_id, txid + 4 AS txid, came_at + INTERVAL 20 MINUTE AS occurred_at, case_id, visit_id, member_key, copy_id, copy_id AS title_id, 'general' AS collection,
       lpad((h % 10 * 0 + (n // 10 * 5 + r10) % 50000 % 10 * 100)::VARCHAR, 3, '0') AS ddc_class,
       came_at::DATE + CASE WHEN r20 IN (3, 13) THEN 5 ELSE 7 END AS due_on
FROM seen WHERE lends ORDER BY txid
