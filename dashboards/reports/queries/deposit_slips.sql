-- Grain: deposit slip of the period; the receipts it took along, by what is printed on them, and how long they had waited.
SELECT
    deposit_slip,
    deposited_on,
    count(*)::BIGINT AS receipts,
    sum(amount_idr)::BIGINT AS amount_idr,
    min(received_on) AS first_on,
    max(received_on) AS last_on,
    max(days_to_deposit)::BIGINT AS longest_days
FROM rpt_receipts
WHERE agency = $agency AND deposited_on BETWEEN $first AND $last
GROUP BY deposit_slip, deposited_on
ORDER BY deposited_on, deposit_slip
