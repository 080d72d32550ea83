-- grain: one row per late return
SELECT made('11', n) AS payment_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point,
       made('10', n) AS charge_id, 'late_fine' AS revenue_kind, made('3', n) AS case_id, 500::BIGINT AS amount_idr, 'pusat' AS node,
       2026::INTEGER AS receipt_year, n::INTEGER AS receipt_no, 'cash' AS method, NULL::UUID AS staff_key
FROM came_back WHERE is_late ORDER BY n
