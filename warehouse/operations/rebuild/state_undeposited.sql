-- one row per receipt, and per reversal, that no deposit slip has taken along
SELECT payment_id AS entry_id, agency, service_point, payment_id, NULL::UUID AS reversal_id, revenue_kind, amount_idr,
       occurred_at AS received_at
FROM payments
WHERE payment_id NOT IN (SELECT payment_id FROM deposit_lines WHERE reversal_id IS NULL)
UNION ALL
SELECT reversal_id, agency, service_point, payment_id, reversal_id, revenue_kind, -amount_idr, occurred_at
FROM payment_reversals
WHERE reversal_id NOT IN (SELECT reversal_id FROM deposit_lines WHERE reversal_id IS NOT NULL)
