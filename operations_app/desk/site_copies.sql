-- one row per copy of the library that lies at a site, with since when
SELECT c.copy_no, c.title, p.since
FROM state_copy_places p
JOIN state_copies c USING (copy_id)
WHERE p.place = 'site' AND p.site_id = $site_id
ORDER BY c.title, c.copy_no
