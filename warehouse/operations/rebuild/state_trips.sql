-- one row per trip neither cancelled nor over: its case is not closed; on request (ANTER KOPER) it is not back
SELECT t.trip_id, t.agency, t.service_point, t.service, t.planned_on, t.vehicle_id, k.case_id, s.occurred_at AS started_at,
       f.occurred_at AS finished_at, s.odometer_km
FROM trips t
LEFT JOIN trip_cases k USING (trip_id)
LEFT JOIN trip_starts s USING (trip_id)
LEFT JOIN trip_finishes f USING (trip_id)
WHERE t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
  AND (k.case_id IS NULL OR k.case_id NOT IN (SELECT case_id FROM case_closings))
  AND NOT (t.service = 'anter_koper' AND f.trip_id IS NOT NULL)
