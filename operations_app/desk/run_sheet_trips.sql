-- one row per trip of an agency's services in a period: where it stands, its crew, its stops, what is aboard
WITH wanted AS (
    SELECT * FROM trips
    WHERE agency = $agency AND list_contains($services::VARCHAR[], service)
      AND ($trip::UUID IS NULL OR trip_id = $trip::UUID) AND planned_on BETWEEN $first AND $last
),
crews AS (
    SELECT c.trip_id, list({'login': a.login, 'name': a.name, 'drives': c.is_driver} ORDER BY c.is_driver DESC, a.name) AS crew
    FROM trip_crews c JOIN state_accounts a USING (staff_key)
    WHERE c.trip_id IN (SELECT trip_id FROM wanted) GROUP BY c.trip_id
),
stops AS (
    SELECT p.trip_id, list({'site_no': s.site_no, 'name': s.name, 'site_id': s.site_id::VARCHAR} ORDER BY p.visit_order) AS stops
    FROM trip_stops p JOIN state_sites s USING (site_id)
    WHERE p.trip_id IN (SELECT trip_id FROM wanted) GROUP BY p.trip_id
),
aboard AS (SELECT trip_id, count(*) AS copies FROM state_copy_places WHERE place = 'trip' GROUP BY trip_id)
SELECT
    t.trip_id, t.service, t.planned_on, t.service_point, v.vehicle_no, v.kind AS vehicle_kind,
    c.case_id, k.occurred_at AS opened_at, o.last_finished_at, z.case_id IS NOT NULL AS is_closed,
    s.occurred_at AS left_at, s.odometer_km AS left_km, f.occurred_at AS back_at, f.odometer_km AS back_km,
    x.reason_code AS cancelled_for, coalesce(crews.crew, []) AS crew, coalesce(stops.stops, []) AS stops,
    coalesce(aboard.copies, 0)::INTEGER AS aboard
FROM wanted t
LEFT JOIN state_vehicles v USING (vehicle_id)
LEFT JOIN trip_cases c ON c.trip_id = t.trip_id
LEFT JOIN cases k ON k.case_id = c.case_id
LEFT JOIN state_open_cases o ON o.case_id = c.case_id
LEFT JOIN case_closings z ON z.case_id = c.case_id
LEFT JOIN trip_starts s ON s.trip_id = t.trip_id
LEFT JOIN trip_finishes f ON f.trip_id = t.trip_id
LEFT JOIN trip_cancellations x ON x.trip_id = t.trip_id
LEFT JOIN crews ON crews.trip_id = t.trip_id
LEFT JOIN stops ON stops.trip_id = t.trip_id
LEFT JOIN aboard ON aboard.trip_id = t.trip_id
ORDER BY t.planned_on, t.txid
