-- grain: one row per receipt, or reversal of one, that a slip takes along
WITH slips AS (SELECT day, made('deposit', day, max(ms)) AS deposit_id, max(txid) + 5 AS txid, moment(max(ms) + 3600000) AS occurred_at FROM seen GROUP BY day)
SELECT made('line', n, ms) AS line_id, d.txid, d.occurred_at, d.deposit_id, made('payment', n, ms) AS payment_id, NULL::UUID AS reversal_id,
       CASE WHEN is_fined THEN 'late_fine' WHEN r20 = 9 THEN 'photocopy' WHEN r100 IN (19, 79) THEN 'card_fee' ELSE 'form' END AS revenue_kind,
       CASE WHEN is_fined THEN 1000 WHEN r20 = 9 THEN 2500 WHEN r100 IN (19, 79) THEN 15000 ELSE 1000 END AS amount_idr
FROM seen JOIN slips AS d USING (day) WHERE r20 IN (3, 9) OR r100 IN (19, 79)
UNION ALL
SELECT made('reversedline', n, ms), d.txid, d.occurred_at, d.deposit_id, made('payment', n, ms), made('reversal', n, ms), 'photocopy', -2500
FROM seen JOIN slips AS d USING (day) WHERE n % 2000 = 9
ORDER BY 2
