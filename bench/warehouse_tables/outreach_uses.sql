-- grain: one row per stop
SELECT made('outreachuse', 3 * day + stop, ms) AS use_id, txid, moment(ms + 7200000) AS occurred_at, trip_id, site_id, case_id, h % 50 AS books_read, h % 5 AS toys_used
FROM road ORDER BY txid
