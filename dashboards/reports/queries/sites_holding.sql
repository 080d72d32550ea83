-- Grain: site at which copies lie, by the records of this state; longest first.
SELECT
    s.kind AS site_kind,
    s.public_name,
    s.site_no,
    r.name AS region,
    s.services,
    s.copies_outstanding,
    s.outstanding_since,
    s.last_served_on,
    s.days_since_served
FROM rpt_site_stock AS s
LEFT JOIN rpt_regions AS r ON r.code = s.region_code
WHERE s.agency = $agency AND s.copies_outstanding > 0
ORDER BY s.outstanding_since, s.site_no, s.site_id
