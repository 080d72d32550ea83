-- grain: one row per batch that cannot be taken in
SELECT node, batch, string_agg(reason, ', ' ORDER BY reason) AS reason, string_agg(detail, '; ' ORDER BY reason) AS detail
FROM raw.quarantine
GROUP BY node, batch
ORDER BY node, batch
