-- one row per revenue kind of a deposit slip: receipts and reversals it took along, and their sum
SELECT revenue_kind, count(*) FILTER (WHERE reversal_id IS NULL) AS receipts,
    count(*) FILTER (WHERE reversal_id IS NOT NULL) AS reversals, sum(amount_idr)::BIGINT AS amount_idr
FROM deposit_lines
WHERE deposit_id = $deposit
GROUP BY revenue_kind
ORDER BY revenue_kind
