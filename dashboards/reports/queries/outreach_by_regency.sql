-- Grain: regency or city (the first five characters of a region code); the period's coverage, trips and copies.
SELECT
    left(c.region_code, 5) AS regency_code,
    any_value(r.name) AS regency,
    sum(c.sites_registered)::BIGINT AS sites_registered,
    sum(c.sites_served)::BIGINT AS sites_served,
    sum(c.people_registered)::BIGINT AS people_registered,
    sum(c.people_served)::BIGINT AS people_served,
    sum(c.trips_done)::BIGINT AS trips_done,
    sum(c.visitors)::BIGINT AS visitors,
    sum(c.copies_outstanding)::BIGINT AS copies_outstanding
FROM rpt_outreach_coverage AS c
LEFT JOIN rpt_regions AS r ON r.code = left(c.region_code, 5)
WHERE c.grain = $grain AND c.agency = $agency AND c.period_start = $first
GROUP BY left(c.region_code, 5)
ORDER BY left(c.region_code, 5) NULLS LAST
