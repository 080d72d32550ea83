-- one row per registration, correction or closing of a site, the latest first, with who did it
SELECT s.occurred_at, j.actor, s.level, s.people_served, s.region_code, s.latitude, s.longitude, s.services, s.closed_on,
       i.name, i.address, i.contact_name, i.contact_phone, i.signer_name, i.signer_office
FROM sites s
JOIN site_identities i USING (site_row_id)
JOIN journal j ON j.txid = s.txid
WHERE s.site_id = $site_id
ORDER BY s.txid DESC
