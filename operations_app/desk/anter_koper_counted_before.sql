-- one row: when copies were last counted at another stop of the trip after it left; null at the first stop
SELECT max(e.finished_at) AS counted_at
FROM step_events e
JOIN trip_stops s USING (case_id)
WHERE s.trip_id = $trip_id AND e.unit_position = 8 AND e.finished_at > $started_at
