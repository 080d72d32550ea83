-- grain: one row per node of the latest refresh
-- `catalogue_sha256`: the catalogue they follow, kept in the home under that name.
-- `as_of_txid`: its last transaction in the figures; `as_of_at`: when it recorded that; `rows`: rows new in this refresh.
CREATE OR REPLACE TABLE marts.meta_refresh AS
SELECT $refreshed_at::TIMESTAMPTZ AS refreshed_at,
       coalesce(b.node, $node) AS node,
       coalesce(b.as_of_txid, 0) AS as_of_txid,
       j.as_of_at,
       $run_id::VARCHAR AS run_id,
       $seconds::DOUBLE AS seconds,
       coalesce(b.rows, 0)::BIGINT AS rows,
       $is_demo::BOOLEAN AS is_demo,
       $catalogue::VARCHAR AS catalogue_sha256
FROM (SELECT 1) AS one
LEFT JOIN (
    SELECT node, max(last_txid) AS as_of_txid, sum(rows) FILTER (WHERE served_at IS NULL) AS rows
    FROM raw.batches
    GROUP BY node
) AS b ON true
LEFT JOIN (SELECT node, max(recorded_at) AS as_of_at FROM raw.journal GROUP BY node) AS j ON j.node = b.node
ORDER BY 2
