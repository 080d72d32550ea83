-- Grain: receipt given in the period.
SELECT node, year, receipt_no, service_point, received_on, revenue_kind, amount_idr, reversed_on, deposit_slip, deposited_on
FROM rpt_receipts
WHERE agency = $agency AND received_on BETWEEN $first AND $last
ORDER BY received_on, node, year, receipt_no
