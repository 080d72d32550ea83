-- grain: one row per late return
SELECT made('10', n) AS charge_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, 'late_fine' AS revenue_kind,
       made('3', n) AS case_id, made('e', loan) AS loan_id, member_key, 500::BIGINT AS amount_idr
FROM came_back WHERE is_late ORDER BY n
