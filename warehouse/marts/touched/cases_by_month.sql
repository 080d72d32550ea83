-- grain: one row per touched agency and local month of cases, with the number of cases opened in it
-- Agencies month by month: what was recorded at one time lies together, whoever recorded it.
SELECT m.agency, m.local_month, count(c.case_id) AS cases
FROM touched_months AS m
LEFT JOIN raw.cases AS c ON c.agency = m.agency AND c.local_month = m.local_month
WHERE m.kind = 'cases'
GROUP BY ALL
ORDER BY m.local_month, m.agency
