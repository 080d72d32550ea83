-- one row per SOP of the road and local day on which a case of it was opened
SELECT DISTINCT sop_code, timezone($zone, occurred_at)::DATE AS opened_on
FROM cases
WHERE agency = $agency AND list_contains($services, sop_code)
ORDER BY sop_code, opened_on
