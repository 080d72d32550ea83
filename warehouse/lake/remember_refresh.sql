-- grain: one row per refresh and node, insert-only
INSERT INTO raw.refreshes
SELECT m.run_id, m.refreshed_at, m.node, m.as_of_txid, m.catalogue_sha256, $definitions::VARCHAR AS definitions_sha256
FROM marts.meta_refresh AS m
WHERE m.catalogue_sha256 IS NOT NULL
ORDER BY m.node
