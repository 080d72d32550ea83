-- one row: a site with its names and contacts as they were by then
SELECT s.site_id, s.site_no, s.kind, s.level, s.people_served, s.latitude, s.longitude, i.name, i.address, i.contact_name,
    i.signer_name, i.signer_office
FROM sites AS s
LEFT JOIN site_identities AS i ON i.site_row_id = s.site_row_id
WHERE s.site_id = $site AND s.txid <= $until
ORDER BY s.txid DESC
LIMIT 1
