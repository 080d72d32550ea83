-- grain: one row per card printed
SELECT made('print', n, ms) AS print_id, txid + 4 AS txid, came_at + INTERVAL 18 MINUTE AS occurred_at, case_id, member_of(n) AS member_key
FROM seen WHERE other_sop = 'card' ORDER BY txid
