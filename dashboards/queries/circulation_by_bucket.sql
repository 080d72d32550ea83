-- Grain: bucket (day, week from Monday, or month); flows of the agencies, renewals beside the loans and never inside.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    sum(loans)::BIGINT AS loans,
    sum(renewals)::BIGINT AS renewals,
    sum(returns)::BIGINT AS returns,
    sum(overdue_returns)::BIGINT AS overdue_returns,
    sum(in_house_uses)::BIGINT AS in_house_uses
FROM rpt_loan_turnover
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
