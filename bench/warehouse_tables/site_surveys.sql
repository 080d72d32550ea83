-- grain: one row per request
SELECT made('survey', 3 * day + stop, ms) AS survey_id, txid, moment(ms) AS occurred_at, case_id, site_id, true AS is_suitable
FROM road WHERE is_case_of_stop ORDER BY txid
