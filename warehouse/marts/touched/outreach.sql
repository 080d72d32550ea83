-- grain: one row per agency and local month from its first record of the road to the month of the latest day
SELECT r.agency, unnest(generate_series(r.first_month, date_trunc('month', l.latest_day), INTERVAL 1 MONTH))::DATE AS local_month
FROM road_span AS r CROSS JOIN latest_day AS l
