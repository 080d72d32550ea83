-- grain: one row per loan
SELECT made('e', n) AS loan_id, txid + 1 AS txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point,
       made('2', n) AS case_id, made('1', n) AS visit_id, member_key, copy_id, copy_id AS title_id, 'general' AS collection,
       lpad(class, 3, '0') AS ddc_class, (moment + INTERVAL 7 DAY)::DATE AS due_on
FROM happened ORDER BY n
