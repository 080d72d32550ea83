-- Grain: one row (none without records); whether the agency has records of the month, and the first and last month it has.
SELECT min(period_start) AS first_month, max(period_start) AS last_month
FROM (
    SELECT period_start FROM rpt_visitors WHERE grain = 'month' AND agency = $agency
    UNION ALL SELECT period_start FROM rpt_loan_turnover WHERE grain = 'month' AND agency = $agency
    UNION ALL SELECT period_start FROM rpt_sop_step_compliance WHERE grain = 'month' AND agency = $agency
    UNION ALL SELECT period_start FROM rpt_revenue WHERE grain = 'month' AND agency = $agency
    UNION ALL SELECT period_start FROM rpt_outreach_coverage WHERE grain = 'month' AND agency = $agency
)
HAVING count(*) > 0
