-- grain: one row per bag taken back
SELECT made('bagreturn', n, ms) AS return_id, txid + 5 AS txid, came_at + INTERVAL 60 MINUTE AS occurred_at, bag_case_id AS case_id, false AS lost_card
FROM seen WHERE bag_case_id IS NOT NULL ORDER BY txid
