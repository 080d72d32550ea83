-- grain: one row per stop
SELECT made('stop', 3 * day + stop, ms) AS stop_id, txid, moment(ms) AS occurred_at, trip_id, site_id, stop + 1 AS visit_order,
       CASE WHEN is_case_of_stop THEN case_id END AS case_id
FROM road ORDER BY txid
