-- grain: one row per case: lockers, returns, loans and other services; trips, or the requests of a trip's stops
SELECT bag_case_id AS case_id, txid + 1 AS txid, came_at - INTERVAL 7 MINUTE AS occurred_at, 'locker' AS sop_code, NULL::UUID AS visit_id, member_key
FROM seen WHERE bag_case_id IS NOT NULL
UNION ALL
SELECT return_case_id, txid + 3, came_at + INTERVAL 3 MINUTE, 'return', visit_id, member_key FROM seen WHERE brings_back
UNION ALL
SELECT case_id, txid + 4, came_at + INTERVAL 8 MINUTE, coalesce(other_sop, 'loan'), visit_id, member_key FROM seen WHERE lends OR other_sop IS NOT NULL
UNION ALL
SELECT case_id, txid, moment(ms), service, NULL, NULL FROM road WHERE is_case_of_stop OR stop = 0
ORDER BY 2
