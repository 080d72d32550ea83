-- grain: one row per kind, agency, grain and period_start whose rows are computed again
SELECT kind, agency, 'day' AS grain, unnest(generate_series(local_month, last_day(local_month), INTERVAL 1 DAY))::DATE AS period_start
FROM touched_months
UNION ALL
SELECT kind, agency, 'month', local_month FROM touched_months
UNION ALL
SELECT kind, agency, 'year', first_day FROM touched_years
