-- Grain: node; how far its records are counted in the latest refresh.
SELECT node, as_of_txid::BIGINT AS as_of_txid, as_of_at, refreshed_at, run_id
FROM meta_refresh
WHERE refreshed_at = (SELECT max(refreshed_at) FROM meta_refresh)
ORDER BY node
