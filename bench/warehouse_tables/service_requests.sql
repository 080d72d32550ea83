-- grain: one row per request of ANTER KOPER
SELECT made('request', 3 * day + stop, ms) AS request_id, txid, moment(ms) AS occurred_at, case_id, site_id, 'public' AS channel, moment(ms)::DATE AS wished_on
FROM road WHERE is_case_of_stop ORDER BY txid
