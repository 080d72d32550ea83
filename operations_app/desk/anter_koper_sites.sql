-- one row per open site of an agency whose name or number holds every word of $words; no household
SELECT site_no, name, kind, services
FROM state_sites
WHERE agency = $agency AND closed_on IS NULL AND kind <> 'household'
  AND len(list_filter($words::VARCHAR[], word -> contains(lower(name || ' ' || site_no), word))) = len($words::VARCHAR[])
ORDER BY name, site_no
LIMIT $limit
