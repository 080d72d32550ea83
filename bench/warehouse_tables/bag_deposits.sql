-- grain: one row per bag left before the guest book
SELECT bag_case_id AS case_id, txid + 1 AS txid, came_at - INTERVAL 4 MINUTE AS occurred_at, (n % 200)::VARCHAR AS locker_no, member_key, NULL AS visit_id
FROM seen WHERE bag_case_id IS NOT NULL ORDER BY txid
