-- Grain: agency, service point, revenue kind; what is owed and what is not yet deposited when the day $at ends: the
-- balances of the last day up to then that has a row.
SELECT
    agency,
    service_point,
    revenue_kind,
    arg_max(outstanding_idr, period_start)::BIGINT AS outstanding_idr,
    arg_max(undeposited_idr, period_start)::BIGINT AS undeposited_idr
FROM rpt_revenue
WHERE grain = 'day'
  AND period_start <= $at
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
