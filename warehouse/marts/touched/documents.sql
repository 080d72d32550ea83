-- grain: one row per agency and local month in which cases were opened that may owe documents, whole history
SELECT DISTINCT agency, local_month FROM raw.cases
