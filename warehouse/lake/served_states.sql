-- grain: one row per refresh, oldest first: its nodes, their last transactions, the catalogue it followed
SELECT list(node ORDER BY node) AS nodes, list(as_of_txid ORDER BY node) AS txids, any_value(catalogue_sha256) AS catalogue_sha256
FROM records.raw.refreshes
GROUP BY run_id, refreshed_at
ORDER BY refreshed_at, run_id
