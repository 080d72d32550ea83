-- grain: one row per agency and local month from its first to its last data
SELECT agency, unnest(generate_series(first_month, last_month, INTERVAL 1 MONTH))::DATE AS local_month FROM data_span
