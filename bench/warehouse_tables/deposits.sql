-- grain: one row per day: what was received goes to the treasury the same evening
SELECT made('deposit', day, max(ms)) AS deposit_id, max(txid) + 5 AS txid, moment(max(ms) + 3600000) AS occurred_at, 'STS-' || day AS slip_no,
       max(came_at)::DATE AS deposited_on,
       (sum(CASE WHEN is_fined THEN 1000 WHEN r20 = 9 THEN 2500 WHEN r100 IN (19, 79) THEN 15000 WHEN r20 = 3 THEN 1000 ELSE 0 END)
        - 2500 * count(*) FILTER (WHERE n % 2000 = 9))::BIGINT AS amount_idr, officer(1) AS staff_key
FROM seen GROUP BY day ORDER BY day
