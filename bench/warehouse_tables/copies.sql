-- grain: one row per copy; the first batch has the stock, later ones what is bought
SELECT made('copyrow', k, 1577836800000) AS copy_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at, copy_of(k) AS copy_id,
       k::VARCHAR AS copy_no, copy_of(k) AS title_id, CASE WHEN k BETWEEN 50000 AND 54999 THEN 'reference' ELSE 'general' END AS collection,
       lpad((k % 10 * 100)::VARCHAR, 3, '0') AS ddc_class, k NOT BETWEEN 50000 AND 54999 AS is_lendable
FROM range(72000) AS r (k) WHERE getvariable('first') = 0 AND k NOT BETWEEN 55000 AND 59999
UNION ALL
SELECT made('newcopyrow', n, ms), txid + 5, came_at, made('newcopy', n, ms), 'N' || n, copy_of(n % 50000), 'general', lpad((n % 10 * 100)::VARCHAR, 3, '0'), true
FROM seen WHERE n % 400 = 77 AND getvariable('until') - getvariable('first') > 3 * getvariable('per_day')
ORDER BY 2
