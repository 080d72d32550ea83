-- Grain: agency; first lendings of the period.
SELECT agency, sum(loans)::BIGINT AS loans
FROM rpt_loan_turnover
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
