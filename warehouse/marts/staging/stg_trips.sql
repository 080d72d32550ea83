-- grain: one row per trip, whole history
-- `site_id`: its first stop, whose region the trip is counted in, so that trips add up over regions.
WITH first_stops AS (
    SELECT trip_id, arg_min(site_id, (visit_order, stop_id)) AS site_id FROM raw.trip_stops GROUP BY trip_id
)
SELECT t.agency, t.service_point, t.trip_id, t.service, t.planned_on, f.site_id,
       t.trip_id IN (SELECT trip_id FROM raw.trip_finishes) AS is_done,
       t.trip_id IN (SELECT trip_id FROM raw.trip_cancellations) AS is_cancelled
FROM raw.trips AS t
LEFT JOIN first_stops AS f ON f.trip_id = t.trip_id
