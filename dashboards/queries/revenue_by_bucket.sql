-- Grain: bucket (day, week from Monday, or month), revenue kind; flows.
SELECT
    date_trunc($bucket, period_start)::DATE AS bucket,
    revenue_kind,
    sum(charged_idr)::BIGINT AS charged_idr,
    sum(received_idr)::BIGINT AS received_idr,
    sum(waived_idr)::BIGINT AS waived_idr,
    sum(deposited_idr)::BIGINT AS deposited_idr
FROM rpt_revenue
WHERE grain = 'day'
  AND period_start BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
GROUP BY ALL
ORDER BY ALL
