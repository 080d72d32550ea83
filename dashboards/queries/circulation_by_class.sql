-- Grain: agency, collection, ddc_class; flows of the period.
SELECT
    agency,
    collection,
    ddc_class,
    sum(loans)::BIGINT AS loans,
    sum(renewals)::BIGINT AS renewals,
    sum(returns)::BIGINT AS returns,
    sum(overdue_returns)::BIGINT AS overdue_returns,
    sum(in_house_uses)::BIGINT AS in_house_uses
FROM rpt_loan_turnover
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
