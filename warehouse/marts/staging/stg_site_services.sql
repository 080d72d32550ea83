-- grain: one row per site, trip and local day on which the site was served, whole history
-- Served means that something was recorded there: copies handed over, taken back, rolled on or found lost, visitors, books or
-- toys used; on a trip with a single stop also what its vehicle lent or took back. A stop without any of these was not served.
WITH only_stops AS (
    SELECT trip_id, any_value(site_id) AS site_id FROM raw.trip_stops GROUP BY trip_id HAVING count(DISTINCT site_id) = 1
),
seen AS (
    SELECT trip_id, to_site_id AS site_id, local_day FROM raw.copy_moves WHERE to_site_id IS NOT NULL
    UNION
    SELECT trip_id, from_site_id, local_day FROM raw.copy_moves WHERE from_site_id IS NOT NULL
    UNION
    SELECT trip_id, site_id, local_day FROM raw.outreach_visits
    UNION
    SELECT trip_id, site_id, local_day FROM raw.outreach_uses
    UNION
    SELECT m.trip_id, o.site_id, m.local_day
    FROM raw.copy_moves AS m JOIN only_stops AS o ON o.trip_id = m.trip_id
    WHERE m.move IN ('lend', 'return')
)
SELECT t.agency, t.service, s.site_id, s.trip_id, s.local_day
FROM seen AS s
JOIN raw.trips AS t ON t.trip_id = s.trip_id
