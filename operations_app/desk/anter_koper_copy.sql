-- one row: the copy of that number in the agency, with its title and where it is when it is not on its shelf
SELECT c.copy_no, t.title, p.place, p.trip_id, p.site_id
FROM state_copies c
JOIN titles t USING (title_id)
LEFT JOIN state_copy_places p USING (copy_id)
WHERE c.copy_no = $copy_no AND c.agency = $agency
ORDER BY t.txid DESC
LIMIT 1
