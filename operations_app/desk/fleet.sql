-- one row per vehicle of an agency as it stands, with its next trip
SELECT v.vehicle_no, v.kind, v.is_active, arg_max(f.plate_no, f.txid) AS plate_no,
       (SELECT min(t.planned_on) FROM trips t WHERE t.vehicle_id = v.vehicle_id AND t.planned_on >= $today
            AND t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)) AS next_on
FROM state_vehicles v
JOIN vehicles f USING (vehicle_id)
WHERE v.agency = $agency
GROUP BY v.vehicle_no, v.kind, v.is_active, v.vehicle_id
ORDER BY v.is_active DESC, v.vehicle_no
