-- one row per site: its number, agency, and what is known of it now
SELECT
    s.agency, s.site_no, s.closed_on, s.kind, s.level, s.people_served, s.region_code, s.latitude, s.longitude,
    list_sort(s.services) AS services, i.name, i.address, i.contact_name, i.contact_phone, i.signer_name, i.signer_office
FROM (SELECT * FROM sites QUALIFY row_number() OVER (PARTITION BY site_id ORDER BY txid DESC) = 1) s
JOIN site_identities i USING (site_row_id)
