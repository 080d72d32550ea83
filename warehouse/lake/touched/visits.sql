-- grain: one row per agency and local month whose visitor figures the transactions first..last of a node change
INSERT OR IGNORE INTO raw.pending
SELECT 'visits', agency, local_month
FROM raw.visits
WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', v.agency, v.local_month
FROM raw.visit_cancellations AS c
JOIN raw.visits AS v ON v.visit_id = c.visit_id
WHERE c.node = $node AND c.txid BETWEEN $first AND $last
