-- Grain: one row; first lendings, renewals beside them, returns and those late, uses in the building apart. The mart
-- knows agencies, not service points.
SELECT
    coalesce(sum(loans), 0)::BIGINT AS loans,
    coalesce(sum(renewals), 0)::BIGINT AS renewals,
    coalesce(sum(returns), 0)::BIGINT AS returns,
    coalesce(sum(overdue_returns), 0)::BIGINT AS overdue_returns,
    coalesce(sum(in_house_uses), 0)::BIGINT AS in_house_uses
FROM rpt_loan_turnover
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
