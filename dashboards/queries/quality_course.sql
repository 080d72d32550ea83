-- Grain: day of the period on which one expectation was looked at; rows that broke it at the day's last look.
SELECT period_start AS bucket, sum(violations)::BIGINT AS violations
FROM rpt_check_history
WHERE grain = 'day'
  AND table_name = $table_name
  AND expectation = $expectation
  AND period_start BETWEEN $first AND $last
  AND (agency IS NULL OR agency = ANY($agencies))
GROUP BY ALL
ORDER BY bucket
