-- grain: one row per agency: first and last local month of what happened at its desks
SELECT agency, min(local_month) AS first_month, max(local_month) AS last_month
FROM (
    SELECT agency, min(local_month) AS local_month FROM raw.visits GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.visits GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.cases GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.cases GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.loans GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.loans GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.loan_renewals GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.loan_renewals GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.loan_returns GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.loan_returns GROUP BY agency
    UNION ALL SELECT agency, min(local_month) FROM raw.in_house_uses GROUP BY agency
    UNION ALL SELECT agency, max(local_month) FROM raw.in_house_uses GROUP BY agency
)
GROUP BY agency
