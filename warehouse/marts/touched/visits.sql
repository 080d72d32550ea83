-- grain: one row per agency and local month of visits, whole history
SELECT DISTINCT agency, local_month FROM raw.visits
