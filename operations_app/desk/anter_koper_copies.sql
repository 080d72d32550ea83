-- one row per copy of the library that is with the trip, or lies at the site
SELECT c.copy_no, max_by(t.title, t.txid) AS title
FROM state_copy_places p
JOIN state_copies c USING (copy_id)
JOIN titles t USING (title_id)
WHERE p.trip_id = $trip_id::UUID OR p.site_id = $site_id::UUID
GROUP BY c.copy_no
ORDER BY c.copy_no
