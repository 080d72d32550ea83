-- grain: one row per agency whose kecamatan are counted otherwise now: outreach from its first month on
INSERT OR IGNORE INTO raw.pending
SELECT 'outreach', o.agency, min(o.local_month)
FROM (
    SELECT agency, local_month FROM raw.sites
    UNION ALL SELECT agency, least(local_month, date_trunc('month', planned_on)::DATE) FROM raw.trips
    UNION ALL SELECT agency, local_month FROM raw.copy_moves
) AS o
WHERE o.agency IN (SELECT agency
                   FROM ((SELECT agency, region_code FROM was_agencies EXCEPT SELECT agency, region_code FROM ref.agencies)
                         UNION ALL (SELECT agency, region_code FROM ref.agencies EXCEPT SELECT agency, region_code FROM was_agencies)))
GROUP BY o.agency
