-- grain: one row per copy; only the first batch has them
SELECT made('12', n) AS copy_row_id, 1::BIGINT AS txid, (SELECT min(moment) FROM happened) AS occurred_at, made('b', n) AS copy_id,
       n::VARCHAR AS copy_no, made('b', n) AS title_id, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, 'general' AS collection,
       lpad((n % 10 * 100)::VARCHAR, 3, '0') AS ddc_class, NULL::VARCHAR AS call_number, true AS is_lendable, NULL::DATE AS acquired_on
FROM range(50000) AS r(n)
