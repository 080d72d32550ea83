-- Grain: agency, service point (null: the agency's own rows); every place that has a figure, with its first and last day.
WITH figures AS (
    SELECT agency, service_point, period_start FROM rpt_visitors WHERE grain = 'day'
    UNION ALL
    SELECT agency, service_point, period_start FROM rpt_sop_step_compliance WHERE grain = 'day'
    UNION ALL
    SELECT agency, NULL, period_start FROM rpt_loan_turnover WHERE grain = 'day'
)
SELECT agency, service_point, min(period_start) AS first_day, max(period_start) AS last_day
FROM figures
GROUP BY ALL
ORDER BY ALL
