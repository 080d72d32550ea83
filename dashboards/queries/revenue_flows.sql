-- Grain: agency, service point, revenue kind; what was charged, received, waived and deposited in the period, where it
-- happened.
SELECT
    agency,
    service_point,
    revenue_kind,
    sum(charged_idr)::BIGINT AS charged_idr,
    sum(received_idr)::BIGINT AS received_idr,
    sum(waived_idr)::BIGINT AS waived_idr,
    sum(deposited_idr)::BIGINT AS deposited_idr
FROM rpt_revenue
WHERE grain = $grain
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
