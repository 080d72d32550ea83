-- grain: vehicle in service of one agency that a service may go out with: of a kind that suits it, and either its own or
-- nobody's; those that went out for it first.
SELECT vehicle_no, out_on
FROM marts.rpt_vehicles
WHERE agency = $agency AND is_active AND list_contains($kinds, kind)
  AND (services = '' OR list_contains(string_split(services, ', '), $service))
ORDER BY services = '', vehicle_no
