-- grain: one row per kind, agency and local month of a calendar year with a touched month; `is_touched`: it is touched itself
SELECT y.kind, y.agency, y.local_month, m.local_month IS NOT NULL AS is_touched
FROM (
    SELECT kind, agency, unnest(generate_series(first_day, last_day, INTERVAL 1 MONTH))::DATE AS local_month FROM touched_years
) AS y
LEFT JOIN touched_months AS m ON m.kind = y.kind AND m.agency = y.agency AND m.local_month = y.local_month
