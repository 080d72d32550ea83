-- Grain: receipt, latest first; those received on the local days picked.
SELECT
    agency,
    service_point,
    node,
    year::INTEGER AS year,
    receipt_no::INTEGER AS receipt_no,
    received_at,
    received_on,
    revenue_kind,
    amount_idr::BIGINT AS amount_idr,
    method,
    reversed,
    reversed_on,
    deposit_slip,
    deposited_on,
    days_to_deposit::INTEGER AS days_to_deposit
FROM rpt_receipts
WHERE received_on BETWEEN $first AND $last
  AND agency = ANY($agencies)
  AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
ORDER BY received_at DESC, node, year, receipt_no DESC
