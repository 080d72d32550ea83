-- grain: one row per agency and local month from which on transactions first..last of a node change outreach figures
-- A trip that arrives after what happened on it (another node's) touches the months of that; a change of a site, all months.
INSERT OR IGNORE INTO raw.pending
WITH new_trips AS (
    SELECT trip_id, agency, date_trunc('month', planned_on)::DATE AS local_month
    FROM raw.trips WHERE node = $node AND txid BETWEEN $first AND $last
),
told AS (
    SELECT trip_id FROM raw.trip_stops WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_cancellations WHERE node = $node AND txid BETWEEN $first AND $last
    UNION SELECT trip_id FROM raw.trip_finishes WHERE node = $node AND txid BETWEEN $first AND $last
),
concerned AS (SELECT trip_id FROM new_trips UNION SELECT trip_id FROM told),
facts AS (
    SELECT agency, local_month, trip_id, node, txid FROM raw.copy_moves
    UNION ALL SELECT agency, local_month, trip_id, node, txid FROM raw.outreach_visits
    UNION ALL SELECT agency, local_month, trip_id, node, txid FROM raw.outreach_uses
),
new_sites AS (
    SELECT DISTINCT agency FROM raw.sites WHERE node = $node AND txid BETWEEN $first AND $last
),
began AS (
    SELECT agency, min(local_month) AS local_month
    FROM (
        SELECT agency, min(local_month) AS local_month FROM raw.sites GROUP BY agency
        UNION ALL SELECT agency, min(least(local_month, date_trunc('month', planned_on)::DATE)) FROM raw.trips GROUP BY agency
        UNION ALL SELECT agency, min(local_month) FROM raw.copy_moves GROUP BY agency
    )
    GROUP BY agency
)
SELECT 'outreach', agency, local_month FROM new_trips
UNION
SELECT 'outreach', t.agency, least(t.local_month, date_trunc('month', t.planned_on)::DATE)
FROM raw.trips AS t SEMI JOIN concerned AS c ON c.trip_id = t.trip_id
UNION
SELECT 'outreach', agency, local_month FROM facts WHERE node = $node AND txid BETWEEN $first AND $last
UNION
SELECT 'outreach', f.agency, f.local_month FROM facts AS f SEMI JOIN concerned AS c ON c.trip_id = f.trip_id
UNION
SELECT 'outreach', s.agency, b.local_month FROM new_sites AS s JOIN began AS b ON b.agency = s.agency
