-- one row per site: the last registration, correction or closing
SELECT s.site_no, s.agency, s.site_id, i.name, s.kind, s.services, s.closed_on
FROM (SELECT * FROM sites QUALIFY row_number() OVER (PARTITION BY site_id ORDER BY txid DESC) = 1) s
JOIN site_identities i USING (site_row_id)
