-- Grain: day on which receipts were given that no slip had taken along when the period ended; reversed ones are left out.
SELECT
    received_on,
    count(*)::BIGINT AS receipts,
    sum(amount_idr)::BIGINT AS amount_idr
FROM rpt_receipts
WHERE agency = $agency
  AND received_on <= $last
  AND (deposited_on IS NULL OR deposited_on > $last)
  AND (reversed_on IS NULL OR reversed_on > $last)
GROUP BY received_on
ORDER BY received_on
