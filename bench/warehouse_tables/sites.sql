-- grain: one row per site; only the first batch has them
SELECT made('siterow', k, 1577836800000) AS site_row_id, 1 AS txid, moment(getvariable('epoch_ms') - 3600000) AS occurred_at, site_of(k) AS site_id,
       'S' || k AS site_no, CASE WHEN k % 10 = 0 THEN 'household' ELSE 'school' END AS kind, CASE WHEN k % 10 > 0 THEN 'SD' END AS level,
       CASE WHEN k % 10 > 0 THEN 'SD ' || k END AS public_name, 60 + k % 300 AS people_served, '53.' || (1 + k % 22) AS region_code,
       -10 + k / 300 AS latitude, 120 + k / 100 AS longitude,
       CASE WHEN getvariable('agency') = 'JATENG' THEN ['anter_koper'] WHEN k < 150 THEN ['school_drop'] ELSE ['mobile_library', 'smart_motorcycle'] END AS services,
       DATE '2020-06-01' AS registered_on, NULL AS closed_on
FROM range(300) AS r (k) WHERE getvariable('first') = 0
