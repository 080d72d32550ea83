-- Grain: agency, service, region; sites and people of one calendar month or year ($span_grain, $span_start): a site that was
-- served twice counts once, so months do not add up to a year.
SELECT
    agency,
    service,
    region_code,
    sites_registered::BIGINT AS sites_registered,
    sites_served::BIGINT AS sites_served,
    people_registered::BIGINT AS people_registered,
    people_served::BIGINT AS people_served
FROM rpt_outreach_coverage
WHERE grain = $span_grain
  AND period_start = $span_start
  AND agency = ANY($agencies)
ORDER BY ALL
