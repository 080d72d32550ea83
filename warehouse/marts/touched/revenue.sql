-- grain: one row per agency and local month from its first movement of money to the month of the latest day
WITH movements AS (
    SELECT agency, min(local_day) AS day FROM raw.charges GROUP BY agency
    UNION ALL SELECT agency, min(local_day) FROM raw.payments GROUP BY agency
    UNION ALL SELECT agency, min(local_day) FROM raw.payment_reversals GROUP BY agency
    UNION ALL SELECT agency, min(local_day) FROM raw.waivers GROUP BY agency
    UNION ALL SELECT agency, min(deposited_on) FROM raw.deposits GROUP BY agency
)
SELECT m.agency, unnest(generate_series(date_trunc('month', min(m.day)), date_trunc('month', any_value(l.latest_day)), INTERVAL 1 MONTH))::DATE AS local_month
FROM movements AS m CROSS JOIN latest_day AS l
GROUP BY m.agency
