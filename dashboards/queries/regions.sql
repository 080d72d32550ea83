-- Grain: region of the list that the agencies imported.
SELECT agency, code, name, level, parent_code, latitude, longitude
FROM rpt_regions
WHERE agency = ANY($agencies)
ORDER BY code
