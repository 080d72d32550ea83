-- grain: one row per copy found on a table
SELECT made('use', n, ms) AS use_id, txid + 4 AS txid, came_at + INTERVAL 40 MINUTE AS occurred_at, 'reference' AS room, case_id,
       copy_of(50000 + h % 5000) AS copy_id, copy_of(50000 + h % 5000) AS title_id, 'reference' AS collection, lpad((h % 5000 % 10 * 100)::VARCHAR, 3, '0') AS ddc_class
FROM seen WHERE r10 = 6 ORDER BY txid
