-- Grain: one row; how many receipts a deposit slip of an agency took along, and their sum.
SELECT count(*)::BIGINT AS receipts, coalesce(sum(amount_idr), 0)::BIGINT AS amount_idr
FROM rpt_receipts
WHERE deposit_slip = $slip AND agency = $agency AND agency = ANY($agencies)
