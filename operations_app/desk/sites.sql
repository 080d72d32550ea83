-- one row per site of an agency as it stands: what is known at the desk, copies of ours there, last and next visit
WITH known AS (
    SELECT site_id, arg_max(site_row_id, txid) AS site_row_id, max(txid) AS txid FROM sites WHERE agency = $agency GROUP BY site_id
),
visits AS (
    SELECT p.site_id, max(b.occurred_at) AS last_at
    FROM trip_stops p JOIN trip_starts b USING (trip_id) GROUP BY p.site_id
),
planned AS (
    SELECT p.site_id, min(t.planned_on) AS next_on
    FROM trip_stops p JOIN trips t USING (trip_id)
    WHERE t.planned_on >= $today AND t.trip_id NOT IN (SELECT trip_id FROM trip_cancellations)
      AND t.trip_id NOT IN (SELECT trip_id FROM trip_finishes)
    GROUP BY p.site_id
),
here AS (
    SELECT site_id, count(*) AS copies, min(since) AS oldest_since FROM state_copy_places WHERE place = 'site' GROUP BY site_id
)
SELECT
    s.site_id::VARCHAR AS site_id, s.site_no, s.kind, s.level, s.people_served, s.region_code, s.latitude, s.longitude,
    s.services, s.registered_on, s.closed_on, i.name, i.address, i.contact_name, i.contact_phone, i.signer_name, i.signer_office,
    coalesce(h.copies, 0)::INTEGER AS copies, h.oldest_since, v.last_at, p.next_on
FROM known k
JOIN sites s USING (site_row_id)
JOIN site_identities i USING (site_row_id)
LEFT JOIN here h ON h.site_id = s.site_id
LEFT JOIN visits v ON v.site_id = s.site_id
LEFT JOIN planned p ON p.site_id = s.site_id
WHERE $site_no IS NULL OR s.site_no = $site_no
ORDER BY s.closed_on IS NOT NULL, i.name, s.site_no
