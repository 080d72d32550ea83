-- Grain: receipt, oldest first; received up to the local day $last, not reversed and on no deposit slip until now. $zones:
-- the clock of each of $agencies, in their order.
SELECT
    agency,
    service_point,
    node,
    year::INTEGER AS year,
    receipt_no::INTEGER AS receipt_no,
    received_at,
    timezone($zones[list_position($agencies, agency)], received_at)::DATE AS received_on,
    revenue_kind,
    amount_idr::BIGINT AS amount_idr
FROM rpt_receipts
WHERE deposit_slip IS NULL
  AND NOT reversed
  AND timezone($zones[list_position($agencies, agency)], received_at)::DATE <= $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY received_at, node, year, receipt_no
