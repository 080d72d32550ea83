-- Grain: DDC class; flows of the period, and holdings at its end.
SELECT
    ddc_class,
    sum(loans)::BIGINT AS loans,
    sum(renewals)::BIGINT AS renewals,
    sum(returns)::BIGINT AS returns,
    sum(overdue_returns)::BIGINT AS overdue_returns,
    sum(in_house_uses)::BIGINT AS in_house_uses,
    sum(lendable_copies)::BIGINT AS lendable_copies,
    sum(unused_copies)::BIGINT AS unused_copies
FROM rpt_loan_turnover
WHERE grain = $grain AND agency = $agency AND period_start = $first
GROUP BY ddc_class
ORDER BY ddc_class NULLS LAST
