-- grain: one row per condition of a case
SELECT made('condition', n, ms) AS condition_id, txid + 3 AS txid, came_at + INTERVAL 4 MINUTE AS occurred_at, return_case_id AS case_id, 'fine' AS condition
FROM seen WHERE is_fined
UNION ALL
SELECT made('condition', n, ms), txid + 4, came_at + INTERVAL 9 MINUTE, case_id, 'copy_inside' FROM seen WHERE other_sop = 'photocopy'
UNION ALL
SELECT made('roadcondition', 3 * day + stop, ms), txid, moment(ms), case_id, CASE WHEN is_case_of_stop THEN 'approved' ELSE 'taken_back' END
FROM road WHERE is_case_of_stop OR (service = 'school_drop' AND stop = 0 AND visit_no > 0)
ORDER BY 2
