-- grain: one row per finished photocopy
SELECT made('photocopy', n, ms) AS photocopy_id, txid + 4 AS txid, came_at + INTERVAL 30 MINUTE AS occurred_at, case_id, 'inside' AS place, 'M1' AS machine, 10 AS pages,
       2500 AS amount_idr
FROM seen WHERE other_sop = 'photocopy' ORDER BY txid
