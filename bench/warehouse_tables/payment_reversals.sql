-- grain: one row per reversed receipt
SELECT made('reversal', n, ms) AS reversal_id, txid + 5 AS txid, came_at + INTERVAL 30 MINUTE AS occurred_at, made('payment', n, ms) AS payment_id,
       made('charge', n, ms) AS charge_id, 'photocopy' AS revenue_kind, 2500 AS amount_idr, 'mistake' AS reason_code, officer(n) AS staff_key
FROM seen WHERE n % 2000 = 9 ORDER BY txid
