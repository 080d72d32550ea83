-- grain: one row per agency with outreach: the first local month of which anything of the road is recorded
SELECT agency, min(local_month) AS first_month
FROM (
    SELECT agency, min(local_month) AS local_month FROM raw.sites GROUP BY agency
    UNION ALL SELECT agency, min(least(local_month, date_trunc('month', planned_on)::DATE)) FROM raw.trips GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.copy_moves GROUP BY agency
)
GROUP BY agency
