-- one row per stop of the month in which a trip is planned, of the same service and agency, cancelled trips left out
SELECT t.planned_on, t.trip_id, s.visit_order, i.name AS site_name, i.address,
    (SELECT arg_max(v.vehicle_no, v.txid) FROM vehicles AS v WHERE v.vehicle_id = t.vehicle_id) AS vehicle_no,
    (SELECT string_agg(DISTINCT a.name, ', ' ORDER BY a.name) FROM trip_crews AS k JOIN staff_accounts AS a USING (staff_key)
     WHERE k.trip_id = t.trip_id) AS crew
FROM trips AS t
JOIN trip_stops AS s USING (trip_id)
LEFT JOIN (
    SELECT site_id, arg_max(name, txid) AS name, arg_max(address, txid) AS address FROM site_identities WHERE txid <= $until GROUP BY site_id
) AS i ON i.site_id = s.site_id
WHERE t.agency = $agency AND t.service = $service AND date_trunc('month', t.planned_on) = date_trunc('month', $month::DATE)
    AND t.txid <= $until AND t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations WHERE txid <= $until)
ORDER BY t.planned_on, t.trip_id, s.visit_order
