-- Grain: receipt whose payment was reversed in the period.
SELECT node, year, receipt_no, revenue_kind, amount_idr, received_on, reversed_on, deposit_slip
FROM rpt_receipts
WHERE agency = $agency AND reversed_on BETWEEN $first AND $last
ORDER BY reversed_on, node, year, receipt_no
