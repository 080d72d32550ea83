-- one row per copy on the vehicle of a trip, by title
SELECT c.copy_no, c.title
FROM state_copy_places p
JOIN state_copies c USING (copy_id)
WHERE p.place = 'trip' AND p.trip_id = $trip
ORDER BY c.title, c.copy_no
