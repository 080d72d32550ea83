-- grain: active site of one agency that a service may visit, as of the served figures; where a site has no coordinates (a
-- household is a person's home), the middle of its region stands for it.
SELECT
    s.site_id::VARCHAR AS site_id, s.site_no, s.service_point,
    coalesce(s.public_name, s.site_no) AS name,
    coalesce(s.region_code, '') AS region_code,
    coalesce(s.latitude, r.latitude) AS latitude,
    coalesce(s.longitude, r.longitude) AS longitude,
    s.people_served::INTEGER AS people,
    s.days_since_served::INTEGER AS days_since_served,
    CASE WHEN s.times_served > 0 THEN s.visitors / s.times_served END AS use_per_visit,
    s.copies_outstanding::INTEGER AS copies_outstanding,
    coalesce(d.papers, 0)::INTEGER AS papers_missing,
    s.requested_on IS NOT NULL AS is_requested,
    coalesce(date_trunc('month', s.last_served_on) = $month, false)
    OR coalesce(date_trunc('month', s.next_planned_on) = $month, false) AS is_served_this_month
FROM marts.rpt_site_stock AS s
LEFT JOIN marts.rpt_regions AS r ON r.code = s.region_code
LEFT JOIN (
    SELECT site_id, count(*) AS papers
    FROM marts.rpt_documents
    WHERE status IN ('missing', 'unsigned', 'inconsistent') AND NOT is_accepted AND site_id IS NOT NULL
    GROUP BY site_id
) AS d ON d.site_id = s.site_id
WHERE s.agency = $agency AND s.is_active AND list_contains(string_split(s.services, ', '), $service)
ORDER BY s.site_no, s.site_id
