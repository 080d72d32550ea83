-- Grain: service of the road; the period's coverage, trips and copies, over all regions.
SELECT
    service,
    sum(sites_registered)::BIGINT AS sites_registered,
    sum(sites_served)::BIGINT AS sites_served,
    sum(people_registered)::BIGINT AS people_registered,
    sum(people_served)::BIGINT AS people_served,
    sum(trips_planned)::BIGINT AS trips_planned,
    sum(trips_done)::BIGINT AS trips_done,
    sum(trips_cancelled)::BIGINT AS trips_cancelled,
    sum(copies_out)::BIGINT AS copies_out,
    sum(copies_back)::BIGINT AS copies_back,
    sum(copies_lost)::BIGINT AS copies_lost,
    sum(copies_outstanding)::BIGINT AS copies_outstanding,
    sum(visitors)::BIGINT AS visitors
FROM rpt_outreach_coverage
WHERE grain = $grain AND agency = $agency AND period_start = $first
GROUP BY service
ORDER BY service
