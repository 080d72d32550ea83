-- Grain: receipt, oldest first; received up to the local day $last, not reversed and on no deposit slip until now.
SELECT
    agency,
    service_point,
    node,
    year::INTEGER AS year,
    receipt_no::INTEGER AS receipt_no,
    received_at,
    received_on,
    revenue_kind,
    amount_idr::BIGINT AS amount_idr
FROM rpt_receipts
WHERE deposit_slip IS NULL
  AND NOT reversed
  AND received_on <= $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY received_at, node, year, receipt_no
