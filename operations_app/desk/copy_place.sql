-- one row for the copy of that number: what it is, and where it lies (shelf, member, trip, site)
SELECT c.copy_id::VARCHAR AS copy_id, c.copy_no, c.title, c.agency, c.is_lendable,
       CASE WHEN l.copy_id IS NOT NULL THEN 'member' ELSE coalesce(p.place, 'shelf') END AS place,
       p.trip_id::VARCHAR AS trip_id, s.site_no, s.name AS site_name
FROM state_copies c
LEFT JOIN state_open_loans l USING (copy_id)
LEFT JOIN state_copy_places p USING (copy_id)
LEFT JOIN state_sites s ON s.site_id = p.site_id
WHERE c.copy_no = $copy_no
