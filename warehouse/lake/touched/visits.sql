-- grain: one row per agency and local month whose visitor figures the transactions first..last of a node change
-- A member's visit, or its cancellation, changes what the member's next visit says of the visit before it.
INSERT OR IGNORE INTO raw.pending
WITH changed AS (
    SELECT agency, service_point, member_key, local_day
    FROM raw.visits
    WHERE node = $node AND txid BETWEEN $first AND $last AND member_key IS NOT NULL
    UNION
    SELECT v.agency, v.service_point, v.member_key, v.local_day
    FROM raw.visit_cancellations AS c
    JOIN raw.visits AS v ON v.visit_id = c.visit_id
    WHERE c.node = $node AND c.txid BETWEEN $first AND $last AND v.member_key IS NOT NULL
),
later AS (
    SELECT c.agency, c.service_point, c.member_key, c.local_day AS changed_on, v.service_point AS later_at, v.local_day
    FROM changed AS c
    JOIN raw.visits AS v ON v.agency = c.agency AND v.member_key = c.member_key AND v.local_day > c.local_day
    WHERE NOT EXISTS (SELECT 1 FROM raw.visit_cancellations AS k WHERE k.visit_id = v.visit_id)
),
next_visits AS (
    SELECT agency, min(local_day) AS local_day FROM later GROUP BY agency, member_key, changed_on
    UNION
    SELECT agency, min(local_day) FROM later WHERE later_at = service_point GROUP BY agency, service_point, member_key, changed_on
)
SELECT 'visits', agency, date_trunc('month', local_day)::DATE FROM next_visits
UNION
SELECT 'visits', agency, local_month
FROM raw.visits
WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', agency, local_month FROM raw.room_visits WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', agency, local_month FROM raw.group_counts WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'visits', agency, local_month FROM raw.outreach_visits WHERE node = $node AND txid BETWEEN $first AND $last
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
