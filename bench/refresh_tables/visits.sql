-- grain: one row per visit
SELECT made('1', n) AS visit_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, 'member' AS visitor_type,
       member_key, CASE n % 2 WHEN 0 THEN 'L' ELSE 'P' END AS sex, '19–25' AS age_class,
       ['Guru', 'Pelajar', 'Mahasiswa'][n % 3 + 1] AS occupation, ['SMA', 'S1'][n % 2 + 1] AS education,
       ['Membaca', 'Penelitian'][n % 2 + 1] AS purpose, NULL::VARCHAR AS region_code, 1::INTEGER AS head_count, 'desk' AS channel,
       NULL::UUID AS bag_case_id
FROM happened ORDER BY n
