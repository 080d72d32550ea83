-- grain: one row per agency and local month whose visitor figures the transactions first..last of a node change
INSERT OR IGNORE INTO raw.pending
SELECT 'visits', agency, local_month
FROM raw.visits
WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', agency, local_month FROM raw.room_visits WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', agency, local_month FROM raw.group_counts WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', v.agency, v.local_month
FROM raw.visit_cancellations AS c
JOIN raw.visits AS v ON v.visit_id = c.visit_id
WHERE c.node = $node AND c.txid BETWEEN $first AND $last
UNION
SELECT 'visits', r.agency, r.local_month
FROM raw.visit_cancellations AS c
JOIN raw.room_visits AS r ON r.visit_id = c.visit_id
WHERE c.node = $node AND c.txid BETWEEN $first AND $last
UNION
SELECT 'visits', k.agency, k.local_month
FROM raw.visit_cancellations AS c
JOIN raw.group_counts AS k ON k.visit_id = c.visit_id
WHERE c.node = $node AND c.txid BETWEEN $first AND $last
