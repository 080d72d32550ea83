-- Grain: receipt, latest first; those received up to the local day $last, from $first on. $zones: the clock of each of
-- $agencies, in their order.
WITH dated AS (
    SELECT *, timezone($zones[list_position($agencies, agency)], received_at)::DATE AS received_on
    FROM rpt_receipts
    WHERE agency = ANY($agencies)
      AND ($service_point::VARCHAR IS NULL OR service_point = $service_point)
)
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
    reversed,
    deposit_slip,
    deposited_on,
    days_to_deposit::INTEGER AS days_to_deposit
FROM dated
WHERE received_on BETWEEN $first AND $last
ORDER BY received_at DESC, node, year, receipt_no DESC
