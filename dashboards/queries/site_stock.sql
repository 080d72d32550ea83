-- Grain: site; those that are active, or still hold copies. Longest unserved first, those never served before them.
SELECT
    agency,
    service_point,
    site_id::VARCHAR AS site_id,
    site_no,
    public_name,
    kind,
    region_code,
    services,
    people_served::INTEGER AS people_served,
    latitude,
    longitude,
    is_active,
    copies_out::INTEGER AS copies_out,
    copies_back::INTEGER AS copies_back,
    copies_lost::INTEGER AS copies_lost,
    copies_outstanding::INTEGER AS copies_outstanding,
    last_served_on,
    days_since_served::INTEGER AS days_since_served,
    next_planned_on
FROM rpt_site_stock
WHERE (is_active OR copies_outstanding > 0)
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY days_since_served DESC NULLS FIRST, copies_outstanding DESC, agency, site_no
