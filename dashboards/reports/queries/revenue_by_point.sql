-- Grain: service point; flows of the period, and balances when it ends.
SELECT
    service_point,
    sum(charged_idr)::BIGINT AS charged_idr,
    sum(received_idr)::BIGINT AS received_idr,
    sum(waived_idr)::BIGINT AS waived_idr,
    sum(deposited_idr)::BIGINT AS deposited_idr,
    sum(outstanding_idr)::BIGINT AS outstanding_idr,
    sum(undeposited_idr)::BIGINT AS undeposited_idr
FROM rpt_revenue
WHERE grain = $grain AND agency = $agency AND period_start = $first
GROUP BY service_point
ORDER BY service_point
