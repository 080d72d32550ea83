-- grain: one row per step event: guest book and lending of a loan, return and end of a return, fine of a late one
SELECT made('7', n) AS event_id, txid, moment AS occurred_at, 'NTT' AS agency, 'NTT-GEDUNG' AS service_point, NULL::UUID AS case_id,
       made('1', n) AS visit_id, NULL::VARCHAR AS sop_code, NULL::INTEGER AS unit_position, 'guest_book' AS act,
       moment - to_seconds(20 + n % 60) AS started_at, moment AS finished_at, 'transaction' AS captured,
       NULL::UUID AS staff_key, NULL::VARCHAR AS role
FROM happened
UNION ALL
SELECT made('8', n), txid + 1, moment + INTERVAL 5 MINUTE, 'NTT', 'NTT-GEDUNG', made('2', n), made('1', n), 'loan', 6, NULL,
       moment + INTERVAL 5 MINUTE, moment + INTERVAL 5 MINUTE + to_seconds(took_s), 'transaction', NULL, NULL
FROM happened
UNION ALL
SELECT made('9', n), txid, moment, 'NTT', 'NTT-GEDUNG', made('3', n), NULL, 'return', 5, NULL, moment, moment + to_seconds(40 + n % 120),
       'transaction', NULL, NULL
FROM came_back
UNION ALL
SELECT made('c', n), txid, moment, 'NTT', 'NTT-GEDUNG', made('3', n), NULL, 'return', 9, NULL, moment + INTERVAL 4 MINUTE,
       moment + INTERVAL 4 MINUTE + to_seconds(4 + n % 9), 'transaction', NULL, NULL
FROM came_back
UNION ALL
SELECT made('d', n), txid, moment, 'NTT', 'NTT-GEDUNG', made('3', n), NULL, 'return', 6, NULL, moment + INTERVAL 2 MINUTE,
       moment + INTERVAL 4 MINUTE, 'transaction', NULL, NULL
FROM came_back WHERE is_late
ORDER BY txid
