-- grain: one row per day
SELECT made('dayclosing', day, max(ms)) AS closing_id, max(txid) + 5 AS txid, moment(max(ms) + 3600000) AS occurred_at, max(came_at)::DATE AS closed_on,
       0 AS expected_idr, 0 AS counted_idr, 0 AS difference_idr, officer(1) AS staff_key
FROM seen GROUP BY day ORDER BY day
