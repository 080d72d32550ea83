-- grain: one row per vehicle ever registered
-- `services`: the outreach services for which a trip of it was ever planned (SOP codes); empty for a vehicle that never went out.
-- `trips_done`: trips that came back. `out_on`: the days, from the local day of the agency's latest record on, for which a
--   trip of it is planned that is neither cancelled nor back yet (2026-12-03, 2026-12-10).
WITH vehicle AS (
    SELECT vehicle_id, agency, service_point, vehicle_no, kind, is_active
    FROM raw.vehicles
    QUALIFY row_number() OVER (PARTITION BY vehicle_id ORDER BY occurred_at DESC, txid DESC, vehicle_row_id DESC) = 1
),
today AS (
    SELECT a.agency, timezone(coalesce(g.timezone, 'UTC'), a.as_of_at)::DATE AS day
    FROM as_of AS a LEFT JOIN ref.agencies AS g ON g.agency = a.agency
),
used AS (
    SELECT r.vehicle_id, list_sort(list(DISTINCT t.service)) AS services, count(*) FILTER (WHERE t.is_done) AS trips_done,
           list_sort(list(DISTINCT t.planned_on) FILTER (
               WHERE NOT t.is_done AND NOT t.is_cancelled AND t.planned_on >= d.day)) AS out_on
    FROM stg_trips AS t
    JOIN raw.trips AS r ON r.trip_id = t.trip_id
    JOIN today AS d ON d.agency = t.agency
    GROUP BY r.vehicle_id
)
SELECT v.agency, v.service_point, v.vehicle_no, v.kind, v.is_active,
       coalesce(array_to_string(u.services, ', '), '') AS services, coalesce(u.trips_done, 0) AS trips_done,
       coalesce(array_to_string(u.out_on, ', '), '') AS out_on
FROM vehicle AS v
LEFT JOIN used AS u ON u.vehicle_id = v.vehicle_id
ORDER BY v.agency, v.vehicle_no
