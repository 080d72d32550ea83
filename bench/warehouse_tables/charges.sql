-- grain: one row per charge: fines, photocopies, cards, and forms
SELECT made('charge', n, ms) AS charge_id, txid + 4 AS txid, came_at + INTERVAL 6 MINUTE AS occurred_at,
       CASE WHEN is_fined OR is_waived THEN 'late_fine' WHEN r20 = 9 THEN 'photocopy' WHEN r100 IN (19, 79) THEN 'card_fee' ELSE 'form' END AS revenue_kind,
       CASE WHEN is_fined OR is_waived THEN return_case_id WHEN other_sop IN ('photocopy', 'card') THEN case_id END AS case_id,
       CASE WHEN is_fined OR is_waived THEN back_loan_id END AS loan_id, member_key,
       CASE WHEN is_fined OR is_waived THEN 1000 WHEN r20 = 9 THEN 2500 WHEN r100 IN (19, 79) THEN 15000 ELSE 1000 END AS amount_idr, officer(n) AS staff_key
FROM seen WHERE r20 IN (3, 9) OR r100 IN (19, 79) OR is_waived ORDER BY txid
