-- grain: one row per charge waived
SELECT made('waiver', n, ms) AS waiver_id, txid + 5 AS txid, came_at + INTERVAL 9 MINUTE AS occurred_at, made('charge', n, ms) AS charge_id,
       'late_fine' AS revenue_kind, 1000 AS amount_idr, 'hardship' AS reason_code, officer(n) AS staff_key
FROM seen WHERE is_waived ORDER BY txid
