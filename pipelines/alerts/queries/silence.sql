-- grain: one row per node that sent nothing for $silence_days days to $now
SELECT node, max(ingested_at) AS last_at
FROM raw.batches
GROUP BY node
HAVING max(ingested_at) < $now::TIMESTAMPTZ - to_days($silence_days::INTEGER)
ORDER BY node
