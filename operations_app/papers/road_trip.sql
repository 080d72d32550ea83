-- one row: a trip with its vehicle, when it left and came back, and the kilometres read, as known by then
SELECT t.trip_id, t.service, t.planned_on, v.vehicle_no, v.kind AS vehicle_kind, v.plate_no, b.occurred_at AS left_at,
    b.odometer_km AS left_km, f.occurred_at AS back_at, f.odometer_km AS back_km
FROM trips AS t
LEFT JOIN trip_starts AS b ON b.trip_id = t.trip_id AND b.txid <= $until
LEFT JOIN trip_finishes AS f ON f.trip_id = t.trip_id AND f.txid <= $until
LEFT JOIN (
    SELECT vehicle_id, arg_max(vehicle_no, txid) AS vehicle_no, arg_max(kind, txid) AS kind,
        arg_max(plate_no, txid) AS plate_no
    FROM vehicles WHERE txid <= $until GROUP BY vehicle_id
) AS v ON v.vehicle_id = t.vehicle_id
WHERE t.trip_id = $trip
