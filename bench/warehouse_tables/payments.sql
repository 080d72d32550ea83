-- grain: one row per receipt, numbered per node and year without a gap
SELECT made('payment', n, ms) AS payment_id, txid + 4 AS txid, came_at + INTERVAL 7 MINUTE AS occurred_at, made('charge', n, ms) AS charge_id,
       CASE WHEN is_fined THEN 'late_fine' WHEN r20 = 9 THEN 'photocopy' WHEN r100 IN (19, 79) THEN 'card_fee' ELSE 'form' END AS revenue_kind,
       CASE WHEN is_fined THEN return_case_id WHEN other_sop IN ('photocopy', 'card') THEN case_id END AS case_id,
       CASE WHEN is_fined THEN 1000 WHEN r20 = 9 THEN 2500 WHEN r100 IN (19, 79) THEN 15000 ELSE 1000 END AS amount_idr,
       getvariable('node') AS node, year(came_at) AS receipt_year,
       receipts_before(n) + 1 - receipts_before(greatest(0, date_diff('day', moment(getvariable('epoch_ms'))::DATE, make_date(year(came_at)::INTEGER, 1, 1)))
           * getvariable('per_day')) AS receipt_no,
       'cash' AS method, officer(n) AS staff_key
FROM seen WHERE r20 IN (3, 9) OR r100 IN (19, 79) ORDER BY txid
