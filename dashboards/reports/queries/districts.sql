-- Grain: service of the road ('all': any of them); kecamatan reached of those in the agency's list (null: no list).
SELECT service, districts::BIGINT AS districts, districts_reached::BIGINT AS districts_reached
FROM rpt_district_coverage
WHERE grain = $grain AND agency = $agency AND period_start = $first
ORDER BY service
