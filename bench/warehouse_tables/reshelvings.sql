-- grain: one row per day
SELECT made('reshelving', day, max(ms)) AS reshelving_id, max(txid) + 5 AS txid, moment(max(ms) + 3600000) AS occurred_at, 'reference' AS room, 40 AS copies
FROM seen GROUP BY day ORDER BY day
