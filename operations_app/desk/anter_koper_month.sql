-- one row per stop of a trip of ANTER KOPER planned in [first, last], not cancelled, at one service point
SELECT
    t.trip_id, t.planned_on, v.vehicle_no, s.visit_order, s.case_id, x.site_no, x.name AS site_name,
    b.occurred_at AS started_at, f.occurred_at AS finished_at,
    (SELECT string_agg(a.name, ', ' ORDER BY w.is_driver DESC, a.name) FROM trip_crews w
     JOIN state_accounts a USING (staff_key) WHERE w.trip_id = t.trip_id) AS crew,
    (SELECT count(*) FROM state_copy_places p WHERE p.trip_id = t.trip_id) AS aboard
FROM trips t
JOIN trip_stops s USING (trip_id)
JOIN state_sites x ON x.site_id = s.site_id
LEFT JOIN state_vehicles v ON v.vehicle_id = t.vehicle_id
LEFT JOIN trip_starts b ON b.trip_id = t.trip_id
LEFT JOIN trip_finishes f ON f.trip_id = t.trip_id
WHERE t.service = 'anter_koper' AND t.service_point = $point AND t.planned_on BETWEEN $first AND $last
  AND t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
ORDER BY t.planned_on, t.trip_id, s.visit_order
