-- grain: one row per kind, agency and calendar year with a touched month
SELECT DISTINCT kind, agency, date_trunc('year', local_month)::DATE AS first_day,
       make_date(year(local_month), 12, 31) AS last_day
FROM touched_months
