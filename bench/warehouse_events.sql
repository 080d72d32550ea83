-- grain: one row per step event of the batch's days: what happened in the building, and on the road
-- `lasts_s`: mostly within the standard, one in ten longer; one in a hundred is entered later and has no beginning.
CREATE OR REPLACE TEMP TABLE events AS
WITH units (sop_code, unit_position, act, starts_s, around_s) AS (
    VALUES ('locker', 1, 'bag_deposit', -420, 200), ('locker', 4, 'inspection_in', -180, 60), ('locker', 5, 'inspection_out', 3400, 60),
           ('locker', 7, 'bag_return', 3500, 90), ('loan', 6, NULL, 1200, 150), ('return', 5, NULL, 180, 60), ('return', 9, NULL, 420, 5),
           ('reference_collection', 5, 'room_book', 480, 30), ('reference_collection', 8, NULL, 600, 70),
           ('general_collection', 3, NULL, 480, 300), ('general_collection', 4, NULL, 900, 300), ('general_collection', 7, NULL, 1300, 900),
           ('photocopy', 2, NULL, 480, 120), ('photocopy', 4, NULL, 700, 500), ('photocopy', 8, NULL, 1500, 150),
           ('card', 4, NULL, 480, 120), ('card', 7, NULL, 700, 90), ('card', 9, NULL, 900, 60), ('card', 10, NULL, 1000, 150),
           ('loan_renewal', 5, NULL, 480, 180)
),
cases AS (
    SELECT n, ms, txid + 1 AS txid, h, bag_case_id AS case_id, visit_id, 'locker' AS sop_code FROM seen WHERE bag_case_id IS NOT NULL
    UNION ALL
    SELECT n, ms, txid + 3, h + 1, return_case_id, visit_id, 'return' FROM seen WHERE brings_back
    UNION ALL
    SELECT n, ms, txid + 4, h + 2, case_id, visit_id, coalesce(other_sop, 'loan') FROM seen WHERE lends OR other_sop IS NOT NULL
),
building AS (
    SELECT txid + 1 AS txid, NULL::UUID AS case_id, visit_id, NULL AS sop_code, NULL::INTEGER AS unit_position, 'guest_book' AS act,
           ms, h, 30 AS around_s, n AS officer, made('book', n, ms) AS event_id
    FROM seen
    UNION ALL
    SELECT c.txid, c.case_id, CASE WHEN c.sop_code <> 'locker' THEN c.visit_id END, c.sop_code, u.unit_position, u.act,
           c.ms + u.starts_s * 1000, c.h + u.unit_position, u.around_s, c.n, made(u.sop_code || u.unit_position, c.n, c.ms)
    FROM cases AS c JOIN units AS u ON u.sop_code = c.sop_code
    UNION ALL
    SELECT txid + 3, return_case_id, visit_id, 'return', 6, NULL, ms + 260000, h + 9, 90, n, made('fine', n, ms) FROM seen WHERE is_fined
),
road_units AS (
    SELECT r.txid, r.case_id, NULL::UUID AS visit_id, r.service AS sop_code, u.unit_position::INTEGER AS unit_position, NULL AS act,
           r.ms + u.unit_position * 1500000 AS ms, r.h + u.unit_position AS h, 500 AS around_s, r.day AS officer,
           made('road' || u.unit_position, 3 * r.day + r.stop, r.ms) AS event_id
    FROM road AS r
    CROSS JOIN LATERAL (SELECT unnest(CASE r.service WHEN 'anter_koper' THEN [1, 2, 3, 5, 6, 7, 8, 9]
        WHEN 'school_drop' THEN [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15] ELSE range(1, 17) END) AS unit_position) AS u
    WHERE (r.is_case_of_stop OR r.stop = 0) AND NOT (r.service = 'school_drop' AND u.unit_position = 8 AND r.visit_no = 0)
)
SELECT event_id, txid, case_id, visit_id, sop_code, unit_position, act, moment(ms) AS began_at,
       moment(ms + (around_s * (50 + h % 100) * CASE WHEN h % 97 < 10 THEN 30 ELSE 10 END)::BIGINT) AS ended_at,
       CASE h % 101 WHEN 7 THEN 'backfilled' WHEN 8 THEN 'tap' WHEN 9 THEN 'tap' ELSE 'transaction' END AS captured,
       officer(officer) AS staff_key
FROM (SELECT * FROM building UNION ALL SELECT * FROM road_units)
WHERE h % 211 > 0  -- one step in two hundred is not recorded
