-- grain: one row per agency, month or year, service ('all': any of them)
-- `districts`: kecamatan in the list of regions that the agency imported, null without a list; `districts_reached`: of these,
--   the ones with a site that was served in the period (rpt_outreach_coverage). `district_coverage` = reached ÷ kecamatan.
-- A site's region code may be finer than its kecamatan: it lies in the one that its code begins with.
WITH lists AS (
    SELECT a.agency, r.code FROM ref.regions AS r JOIN ref.agencies AS a ON starts_with(r.code, a.region_code)
    WHERE r.level = 'district'
),
counts AS (SELECT agency, count(*) AS districts FROM lists GROUP BY agency),
periods AS (
    SELECT c.agency, c.grain, c.period_start, c.service, c.region_code, c.sites_served
    FROM marts.rpt_outreach_coverage AS c
    SEMI JOIN touched_periods AS t
        ON t.kind = 'outreach' AND t.agency = c.agency AND t.grain = c.grain AND t.period_start = c.period_start
    WHERE c.grain <> 'day'
),
either AS (
    SELECT * FROM periods
    UNION ALL
    SELECT agency, grain, period_start, 'all', region_code, sites_served FROM periods
),
reached AS (
    SELECT e.agency, e.grain, e.period_start, e.service, count(DISTINCT l.code) AS districts_reached
    FROM either AS e JOIN lists AS l ON l.agency = e.agency AND starts_with(e.region_code, l.code)
    WHERE e.sites_served > 0
    GROUP BY ALL
)
SELECT w.agency, w.grain, w.period_start, w.service, c.districts,
       CASE WHEN c.districts IS NOT NULL THEN coalesce(r.districts_reached, 0) END AS districts_reached,
       CASE WHEN c.districts IS NOT NULL THEN coalesce(r.districts_reached, 0) END / c.districts AS district_coverage
FROM (SELECT DISTINCT agency, grain, period_start, service FROM either) AS w
LEFT JOIN counts AS c ON c.agency = w.agency
LEFT JOIN reached AS r
    ON r.agency = w.agency AND r.grain = w.grain AND r.period_start = w.period_start AND r.service = w.service
ORDER BY w.agency, w.grain, w.period_start, w.service
