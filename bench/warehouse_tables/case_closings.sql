-- grain: one row per case that ended
SELECT made('bagclosing', n, ms) AS closing_id, txid + 5 AS txid, came_at + INTERVAL 60 MINUTE AS occurred_at, bag_case_id AS case_id, 'done' AS outcome
FROM seen WHERE bag_case_id IS NOT NULL
UNION ALL
SELECT made('returnclosing', n, ms), txid + 3, came_at + INTERVAL 10 MINUTE, return_case_id, 'done' FROM seen WHERE brings_back
UNION ALL
SELECT made('closing', n, ms), txid + 4, came_at + INTERVAL 35 MINUTE, case_id, 'done' FROM seen WHERE (lends OR other_sop IS NOT NULL) AND n % 300 <> 7
UNION ALL
SELECT made('roadclosing', 3 * day + stop, ms), txid, moment(ms + 28800000), case_id, 'done' FROM road WHERE is_case_of_stop OR stop = 0
ORDER BY 2
