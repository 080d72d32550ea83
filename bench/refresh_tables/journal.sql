-- grain: one row per transaction
SELECT txid + k AS txid, ['register_visit', 'lend', 'take_back'][k + 1] AS command, moment AS occurred_at, moment AS recorded_at,
       'NTT' AS agency, 'NTT-GEDUNG' AS service_point, repeat('0', 64) AS sha256
FROM happened CROSS JOIN range(3) AS r(k) ORDER BY 1
