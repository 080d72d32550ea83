-- Grain: node; the receipts of the period, their numbers, and how many days those that were deposited waited.
SELECT
    node,
    min(receipt_no)::BIGINT AS first_no,
    max(receipt_no)::BIGINT AS last_no,
    count(*)::BIGINT AS receipts,
    count(*) FILTER (WHERE reversed)::BIGINT AS reversed,
    count(*) FILTER (WHERE deposit_slip IS NULL)::BIGINT AS undeposited,
    sum(amount_idr)::BIGINT AS amount_idr,
    coalesce(sum(days_to_deposit), 0)::BIGINT AS days_to_deposit,
    count(days_to_deposit)::BIGINT AS deposited
FROM rpt_receipts
WHERE agency = $agency AND received_on BETWEEN $first AND $last
GROUP BY node
ORDER BY node
