-- Grain: agency, outreach service with an active site.
SELECT DISTINCT agency, unnest(string_split(services, ', ')) AS service
FROM marts.rpt_site_stock
WHERE list_contains($agencies, agency) AND is_active
ORDER BY agency, service
