-- grain: one row per stay of a copy at a site, whole history
-- A stay begins with the move that brings the copy and ends with its next move: `ended` is back, or lost, or null while it
-- lies there. It belongs to the service of the trip that brought it, which is also where its return or loss is counted: so
-- per site and service out − back − lost is what lies there, and never negative. Rolling ends one stay and begins another.
WITH moves AS (
    SELECT m.agency, m.copy_id, m.trip_id, m.to_place, m.to_site_id, m.local_day, m.occurred_at,
           lead(m.local_day) OVER following AS until_day,
           lead(m.to_place) OVER following AS next_place
    FROM raw.copy_moves AS m
    WINDOW following AS (PARTITION BY m.copy_id ORDER BY m.occurred_at, m.node, m.txid, m.move_id)
)
SELECT m.agency, t.service, m.copy_id, m.to_site_id AS site_id, m.trip_id, m.local_day AS from_day, m.occurred_at AS from_at,
       m.until_day, CASE WHEN m.next_place = 'lost' THEN 'lost' WHEN m.until_day IS NOT NULL THEN 'back' END AS ended
FROM moves AS m
LEFT JOIN raw.trips AS t ON t.trip_id = m.trip_id
WHERE m.to_place = 'site'
