-- Grain: local day; first lendings of the agencies.
SELECT period_start AS day, sum(loans)::BIGINT AS loans
FROM rpt_loan_turnover
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
GROUP BY ALL
ORDER BY ALL
