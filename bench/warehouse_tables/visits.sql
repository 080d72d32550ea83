-- grain: one row per visit
SELECT visit_id, txid + 2 AS txid, came_at AS occurred_at, CASE WHEN r10 < 8 THEN 'member' WHEN n % 50 = 29 THEN 'group' ELSE 'guest' END AS visitor_type,
       member_key, CASE WHEN n % 50 <> 29 THEN ['L', 'P'][h % 2 + 1] END AS sex,
       CASE WHEN n % 50 <> 29 THEN ['≤12', '13–18', '19–25', '26–40', '41–60'][h // 2 % 5 + 1] END AS age_class,
       CASE WHEN n % 50 <> 29 THEN ['Guru', 'Pelajar', 'Mahasiswa', 'Wiraswasta'][h // 10 % 4 + 1] END AS occupation,
       CASE WHEN n % 50 <> 29 THEN ['SD', 'SMA', 'S1'][h // 40 % 3 + 1] END AS education,
       ['Membaca', 'Penelitian', 'Meminjam'][h // 120 % 3 + 1] AS purpose, '53.' || (1 + h // 360 % 22) AS region_code,
       CASE WHEN n % 50 = 29 THEN 30 ELSE 1 END AS head_count, CASE WHEN h % 7 = 0 THEN 'kiosk' ELSE 'desk' END AS channel, bag_case_id,
       n % getvariable('per_day') + 1 AS visit_no, came_at::DATE AS visited_on
FROM seen ORDER BY txid
