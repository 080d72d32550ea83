-- grain: one row per region of the list that the agency imported (patuh import regions); empty without one
-- `level`: regency (kabupaten, kota) or district (kecamatan). `agency`: the one whose province the code begins with.
SELECT a.agency, r.code, r.name, r.level, r.parent_code, r.population, r.latitude, r.longitude
FROM ref.regions AS r
LEFT JOIN ref.agencies AS a ON starts_with(r.code, a.region_code)
ORDER BY r.code
