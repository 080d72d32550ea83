-- grain: one row per entry in the reference room's guest book
SELECT made('roomvisit', n, ms) AS room_visit_id, txid + 4 AS txid, came_at + INTERVAL 9 MINUTE AS occurred_at, 'reference' AS room, case_id, visit_id, member_key,
       'member' AS visitor_type, ['L', 'P'][h % 2 + 1] AS sex, ['≤12', '13–18', '19–25', '26–40', '41–60'][h // 2 % 5 + 1] AS age_class,
       ['Guru', 'Pelajar', 'Mahasiswa', 'Wiraswasta'][h // 10 % 4 + 1] AS occupation, ['SD', 'SMA', 'S1'][h // 40 % 3 + 1] AS education,
       ['Membaca', 'Penelitian', 'Meminjam'][h // 120 % 3 + 1] AS purpose, '53.' || (1 + h // 360 % 22) AS region_code
FROM seen WHERE other_sop = 'reference_collection' ORDER BY txid
