-- grain: one row per stop and sex of its visitors
SELECT made('outreach' || k, 3 * day + stop, ms) AS outreach_visit_id, txid, moment(ms + 7200000) AS occurred_at, trip_id, site_id, case_id, ['L', 'P'][k + 1] AS sex,
       '≤12' AS age_class, 'Pelajar' AS occupation, 'SD' AS education, 10 + h % 30 AS heads
FROM road CROSS JOIN range(2) AS r (k) ORDER BY txid
