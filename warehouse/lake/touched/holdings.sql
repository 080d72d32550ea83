-- grain: one row per agency and local month from which on transactions first..last of a node change the copies held
-- A copy's first row counts from its acquisition, later rows and withdrawals from the day they were made.
INSERT OR IGNORE INTO raw.pending
WITH arrived AS (
    SELECT copy_id, copy_row_id FROM raw.copies WHERE node = $node AND txid BETWEEN $first AND $last
),
withdrawn AS (
    SELECT copy_id, local_day FROM raw.copy_withdrawals WHERE node = $node AND txid BETWEEN $first AND $last
),
concerned AS (SELECT copy_id FROM arrived UNION SELECT copy_id FROM withdrawn),
history AS (
    SELECT o.copy_id, o.agency, o.local_day, least(coalesce(o.acquired_on, o.local_day), o.local_day) AS held_from,
           a.copy_row_id IS NOT NULL AS is_new,
           row_number() OVER (PARTITION BY o.copy_id ORDER BY o.occurred_at, o.txid, o.copy_row_id) AS nth
    FROM raw.copies AS o
    JOIN concerned AS c ON c.copy_id = o.copy_id
    LEFT JOIN arrived AS a ON a.copy_row_id = o.copy_row_id
),
changed_from AS (
    SELECT copy_id,
           CASE WHEN bool_or(is_new AND nth = 1) THEN min(held_from) ELSE min(local_day) FILTER (WHERE is_new) END AS day
    FROM history
    GROUP BY copy_id
    UNION ALL
    SELECT copy_id, local_day FROM withdrawn
    UNION ALL
    SELECT w.copy_id, w.local_day FROM raw.copy_withdrawals AS w JOIN arrived AS a ON a.copy_id = w.copy_id
)
SELECT DISTINCT 'holdings', h.agency, date_trunc('month', f.day)::DATE
FROM changed_from AS f
JOIN history AS h ON h.copy_id = f.copy_id
WHERE f.day IS NOT NULL
